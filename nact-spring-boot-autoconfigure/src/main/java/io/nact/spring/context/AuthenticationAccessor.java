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
public final class AuthenticationAccessor implements ThreadLocalAccessor<Authentication> {

    @Override
    public Object key() {
        return SecurityContext.class.getName();
    }

    @Override
    public @Nullable Authentication getValue() {
        return SecurityContextHolder.getContext().getAuthentication();
    }

    @Override
    public void setValue(Authentication user) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(user);
        SecurityContextHolder.setContext(context);
    }

    @Override
    public void setValue() {
        SecurityContextHolder.clearContext();
    }
}
