package io.nact.spring.validation;

import io.nact.Receive;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.validation.annotation.Validated;

/**
 * Checks the messages of one component against their constraints: those whose handler has {@code @Valid} or
 * {@code @Validated} at its parameter, or all if the class has {@code @Validated}.
 */
final class MessageCheck implements Consumer<Object> {

    private static final Class<?>[] NOT_CHECKED = {Validator.class}; // never a group

    private final Validator validator;

    /** The groups for the messages of a handler, by its parameter's type, the most special types first. */
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
                component,
                (Method method) ->
                        method.getParameterCount() > 0 && AnnotatedElementUtils.hasAnnotation(method, Receive.class));
        handlers.stream()
                .sorted(Comparator.comparing(MessageCheck::depth).reversed())
                .forEach(handler -> check.add(component, handler, onClass));
        return check.groups.values().stream().allMatch(found -> found == NOT_CHECKED) ? null : check;
    }

    private static int depth(Method handler) {
        int depth = 0;
        for (Class<?> type = handler.getParameterTypes()[0]; type != null; type = type.getSuperclass()) {
            depth++;
        }
        return depth;
    }

    private void add(Class<?> component, Method handler, @Nullable Validated onClass) {
        Parameter message = handler.getParameters()[0];
        Validated own = AnnotatedElementUtils.findMergedAnnotation(message, Validated.class);
        Validated said = own != null ? own : onClass;
        Class<?>[] found;
        if (said != null) {
            found = said.value();
        } else {
            found = message.isAnnotationPresent(Valid.class) ? new Class<?>[0] : NOT_CHECKED;
        }
        groups.put(ResolvableType.forMethodParameter(handler, 0, component).toClass(), found);
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

    private Class<?>[] groupsOf(Class<?> message) {
        return groups.entrySet().stream()
                .filter(handler -> handler.getKey().isAssignableFrom(message))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(NOT_CHECKED);
    }
}
