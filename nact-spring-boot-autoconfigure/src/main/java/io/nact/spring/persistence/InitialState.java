package io.nact.spring.persistence;

import io.nact.component.InvalidComponentException;
import java.lang.reflect.Method;
import java.util.List;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

/**
 * The method that makes the state before the first event.
 *
 * @param state what it makes
 */
record InitialState(Method method, Class<?> state) {

    private static final String NAME = "empty";

    /**
     * That of a class.
     *
     * @throws InvalidComponentException unless it has one
     */
    static InitialState of(Class<?> type) {
        List<Method> found = MethodIntrospector.selectMethods(type, InitialState::isOne).stream()
                .toList();
        if (found.size() != 1) {
            throw new InvalidComponentException(
                    type,
                    found.isEmpty()
                            ? "%s does not say with which state its entities begin.".formatted(type.getName())
                            : "%s has more than one method %s.".formatted(type.getName(), NAME),
                    "Add one method that makes the state before the first event: MyState %1$s(), or MyState %1$s(String id)."
                            .formatted(NAME));
        }
        Method method = found.get(0);
        HandlerCall.requireCallable(type, method);
        ReflectionUtils.makeAccessible(method);
        return new InitialState(
                method, ResolvableType.forMethodReturnType(method, type).toClass());
    }

    private static boolean isOne(Method method) {
        Class<?>[] parameters = method.getParameterTypes();
        return method.getName().equals(NAME)
                && method.getReturnType() != void.class
                && (parameters.length == 0 || parameters.length == 1 && parameters[0] == String.class);
    }

    /** The state of this id before its first event. */
    Object of(Object bean, String id) {
        Object[] arguments = method.getParameterCount() == 0 ? new Object[0] : new Object[] {id};
        Object state = ReflectionUtils.invokeMethod(method, bean, arguments);
        if (state == null) {
            throw new IllegalStateException("%s.%s returned null instead of a state"
                    .formatted(method.getDeclaringClass().getName(), NAME));
        }
        return state;
    }
}
