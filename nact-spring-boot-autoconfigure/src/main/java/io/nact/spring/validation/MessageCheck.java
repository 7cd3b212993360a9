package io.nact.spring.validation;

import io.nact.Receive;
import io.nact.spring.HandleCommand;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotatedMethod;
import org.springframework.validation.annotation.Validated;

/**
 * Checks the messages of one component against their constraints: those whose handler has {@code @Valid} or
 * {@code @Validated} at its parameter, or all if the class has {@code @Validated}.
 */
final class MessageCheck implements Consumer<Object> {

    private static final Class<?>[] NOT_CHECKED = {Validator.class}; // never a group

    private final Validator validator;

    /** The groups for the messages of a handler, by its parameter's type. */
    private final Map<Class<?>, Class<?>[]> groups = new LinkedHashMap<>();

    private final Map<Class<?>, Class<?>[]> byMessage = new ConcurrentHashMap<>();

    private MessageCheck(Validator validator) {
        this.validator = validator;
    }

    /** The check of the messages of a class; null if none of them is to be checked. */
    static @Nullable MessageCheck of(Class<?> component, Validator validator) {
        MessageCheck check = new MessageCheck(validator);
        Validated onClass = AnnotatedElementUtils.findMergedAnnotation(component, Validated.class);
        Set<Method> handlers = MethodIntrospector.selectMethods(
                component, (Method method) -> method.getParameterCount() > message(method) && isHandler(method));
        handlers.forEach(handler -> check.add(component, handler, onClass));
        return check.groups.values().stream().allMatch(found -> found == NOT_CHECKED) ? null : check;
    }

    private static boolean isHandler(Method method) {
        return AnnotatedElementUtils.hasAnnotation(method, Receive.class) || takesState(method);
    }

    private static boolean takesState(Method method) {
        return AnnotatedElementUtils.hasAnnotation(method, HandleCommand.class);
    }

    /** Which of the parameters takes the message. */
    private static int message(Method handler) {
        return takesState(handler) ? 1 : 0;
    }

    private void add(Class<?> component, Method handler, @Nullable Validated onClass) {
        // Also what an interface, or the method that this one overrides, says of the parameter.
        AnnotatedElement message = AnnotatedElementUtils.forAnnotations(
                new AnnotatedMethod(handler).getMethodParameters()[message(handler)].getParameterAnnotations());
        Validated own = AnnotatedElementUtils.findMergedAnnotation(message, Validated.class);
        Validated said = own != null ? own : onClass;
        Class<?>[] found;
        if (said != null) {
            found = said.value();
        } else {
            found = message.isAnnotationPresent(Valid.class) ? new Class<?>[0] : NOT_CHECKED;
        }
        groups.put(
                ResolvableType.forMethodParameter(handler, message(handler), component)
                        .toClass(),
                found);
    }

    @Override
    public void accept(Object message) {
        Class<?>[] wanted = byMessage.computeIfAbsent(message.getClass(), this::groupsOf);
        if (wanted != NOT_CHECKED) {
            Set<ConstraintViolation<Object>> violations = validator.validate(message, wanted);
            if (!violations.isEmpty()) {
                throw new ConstraintViolationException(violations);
            }
        }
    }

    /** Those of the closest handler, which is the one that will handle it. */
    private Class<?>[] groupsOf(Class<?> message) {
        return groups.keySet().stream()
                .filter(handled -> handled.isAssignableFrom(message))
                .reduce((one, other) -> one.isAssignableFrom(other) ? other : one)
                .map(groups::get)
                .orElse(NOT_CHECKED);
    }
}
