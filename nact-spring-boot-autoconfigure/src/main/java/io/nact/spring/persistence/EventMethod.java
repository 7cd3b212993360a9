package io.nact.spring.persistence;

import java.lang.reflect.Method;
import java.util.Set;

/**
 * A method that applies an event.
 *
 * @param event what it takes
 * @param tags what these events are tagged with
 */
record EventMethod(Method method, Class<?> event, HandlerCall call, Set<String> tags) {

    /** The state after the event. */
    Object apply(Object bean, Object state, Object happened) throws Exception {
        Object next = call.call(bean, state, happened, null, null);
        if (next == null) {
            throw new IllegalStateException(
                    "Handler %s returned null instead of the state after the event".formatted(call.name()));
        }
        return next;
    }
}
