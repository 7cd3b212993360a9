package io.nact.spring.context;

import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * The user of Spring Security's thread-local security context. The context itself stays with its thread: whoever is given
 * the user has one of their own, so that nothing they do to it is seen elsewhere.
 */
public final class AuthenticationAccessor implements ThreadLocalAccessor<AuthenticationAccessor.Held> {

    /** A user with the context that a thread holds, which goes back to that thread only. */
    record Held(Authentication user, SecurityContext context) {}

    @Override
    public Object key() {
        return SecurityContext.class.getName();
    }

    @Override
    public @Nullable Held getValue() {
        SecurityContext context = SecurityContextHolder.getContext();
        Authentication user = context.getAuthentication();
        return user == null ? null : new Held(user, context);
    }

    @Override
    public void setValue(Held held) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(held.user());
        SecurityContextHolder.setContext(context);
    }

    @Override
    public void restore(Held held) {
        SecurityContextHolder.setContext(held.context());
    }

    @Override
    public void setValue() {
        SecurityContextHolder.clearContext();
    }
}
