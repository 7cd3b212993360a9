package io.nact.spring.persistence;

import io.nact.persistence.Decision;
import io.nact.persistence.Decisions;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A method that decides about a command.
 *
 * @param command what it takes
 * @param returns what its return value stands for
 * @param events the types of the events that it is seen to decide on
 */
record CommandMethod(Method method, Class<?> command, HandlerCall call, Returns returns, List<Class<?>> events) {

    /** What the return value of a method stands for. */
    enum Returns {
        /** All that the command comes to. */
        DECISION,
        /** The reply, and nothing else. */
        REPLY,
        /** What is stored. */
        EVENTS,
        /** Nothing. */
        NOTHING
    }

    /** The decision. */
    // Checked at start-up as far as the types are known; a reply may be null where R may be.
    @SuppressWarnings({"unchecked", "NullAway"})
    <M, S, E, R extends @Nullable Object> Decision<S, E, R> decide(
            Object bean, Object state, Object command, Decisions<M, S, E, R> decide) throws Exception {
        Object returned = call.call(bean, state, command, decide, decide.context());
        return switch (returns) {
            case DECISION -> (Decision<S, E, R>) decided(returned);
            case REPLY -> decide.reply((R) returned);
            case EVENTS -> decide.persistAll((List<? extends E>) events(returned));
            case NOTHING -> decide.none();
        };
    }

    private Object decided(@Nullable Object returned) {
        if (returned == null) {
            throw new IllegalStateException(
                    "Handler %s returned null instead of a decision; return decide.none() where there is nothing to store"
                            .formatted(call.name()));
        }
        return returned;
    }

    private static List<?> events(@Nullable Object returned) {
        if (returned instanceof Optional<?> optional) {
            return optional.stream().toList();
        }
        if (returned instanceof Collection<?> several) {
            return List.copyOf(several);
        }
        return returned == null ? List.of() : List.of(returned);
    }
}
