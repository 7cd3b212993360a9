package io.nact.spring.features;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.core.context.SecurityContextImpl;

/** Security contexts by thread, as Spring Security keeps them by default, but open to view. */
final class ThreadsOfUsers implements SecurityContextHolderStrategy {

    private final Map<Thread, SecurityContext> contexts = new ConcurrentHashMap<>();

    /** Who is on which thread now. */
    Map<String, String> users() {
        return contexts.entrySet().stream()
                .filter(entry -> entry.getValue().getAuthentication() != null)
                .collect(Collectors.toMap(
                        entry -> entry.getKey().getName(),
                        entry -> entry.getValue().getAuthentication().getName()));
    }

    @Override
    public void clearContext() {
        contexts.remove(Thread.currentThread());
    }

    @Override
    public SecurityContext getContext() {
        return contexts.computeIfAbsent(Thread.currentThread(), thread -> createEmptyContext());
    }

    @Override
    public void setContext(SecurityContext context) {
        contexts.put(Thread.currentThread(), context);
    }

    @Override
    public SecurityContext createEmptyContext() {
        return new SecurityContextImpl();
    }
}
