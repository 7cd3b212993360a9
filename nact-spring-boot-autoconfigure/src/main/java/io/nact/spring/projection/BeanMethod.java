package io.nact.spring.projection;

import io.nact.persistence.journal.ProjectionTransaction;
import io.nact.persistence.projection.InvalidProjectionException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ReflectionUtils;

/** A method of a bean, which is called on the bean itself, advice included. */
record BeanMethod(BeanFactory beans, String bean, Class<?> type, Method method) {

    private static final String ASYNC = "org.springframework.scheduling.annotation.Async";

    /**
     * Sees to it that it can be called, and is done when it returns.
     *
     * @throws InvalidProjectionException if not
     */
    BeanMethod checked() {
        if (Modifier.isPrivate(method.getModifiers()) || Modifier.isStatic(method.getModifiers())) {
            throw mistake("is private or static, so that a proxy of the bean could not advise it.", "Make it neither.");
        }
        if (method.getReturnType() != void.class) {
            throw mistake(
                    "returns something, which nobody would wait for or see.",
                    "Return nothing, and only when everything is done.");
        }
        if (isAsynchronous()) {
            throw mistake("is asynchronous: its event would count as handled before it is.", "Remove @Async.");
        }
        return this;
    }

    private boolean isAsynchronous() {
        return MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY).isPresent(ASYNC)
                || MergedAnnotations.from(type, SearchStrategy.TYPE_HIERARCHY).isPresent(ASYNC);
    }

    /** What it takes from this parameter on is nothing else than this. */
    BeanMethod takingOnly(List<Class<?>> known, int from, String annotation, String action) {
        List<Class<?>> parameters = List.of(method.getParameterTypes());
        if (parameters.size() < from || !known.containsAll(parameters.subList(from, parameters.size()))) {
            throw mistake(
                    "is annotated with @%s, but takes %s."
                            .formatted(annotation, Arrays.toString(method.getGenericParameterTypes())),
                    action);
        }
        return this;
    }

    InvalidProjectionException mistake(String what, String action) {
        return new InvalidProjectionException(
                "Method %s of bean '%s' (%s) %s".formatted(method.getName(), bean, type.getName(), what), action);
    }

    /** With whichever of these it takes, found by their types. */
    void call(ProjectionTransaction transaction, Object... known) throws Exception {
        Class<?>[] parameters = method.getParameterTypes();
        Object[] arguments = new Object[parameters.length];
        for (int i = 0; i < arguments.length; i++) {
            Class<?> parameter = parameters[i];
            arguments[i] = parameter == ProjectionTransaction.class
                    ? transaction
                    : Arrays.stream(known)
                            .filter(parameter::isInstance)
                            .findFirst()
                            .orElseThrow(() -> new IllegalStateException("Nothing is known for " + parameter));
        }
        invoke(arguments);
    }

    private void invoke(Object[] arguments) throws Exception {
        Object target = beans.getBean(bean);
        Method invocable = AopUtils.selectInvocableMethod(method, target.getClass());
        ReflectionUtils.makeAccessible(invocable);
        try {
            invocable.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof Error error) {
                throw error;
            }
            throw thrown.getCause() instanceof Exception failure ? failure : thrown;
        }
    }
}
