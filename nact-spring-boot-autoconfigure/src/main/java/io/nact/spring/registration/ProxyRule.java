package io.nact.spring.registration;

import io.nact.Receive;
import io.nact.spring.Every;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Objects;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils;

/**
 * A class proxy must pass on every handler: one that it does not override would run on the proxy itself, whose fields
 * are empty.
 */
final class ProxyRule {

    private ProxyRule() {}

    static void check(Declaration declaration, Object instance) {
        Class<?> type = Objects.requireNonNull(declaration.type());
        if (!type.isInstance(instance)) {
            throw new ActorBeanException(
                    "What stands for the instance of actor '%s' does not extend %s; it is of %s."
                            .formatted(declaration.name(), type.getName(), instance.getClass()),
                    "Have it proxied by class, not by interface.");
        }
        if (AopUtils.isCglibProxy(instance)) {
            handlers(declaration, type).forEach(handler -> check(declaration, type, instance.getClass(), handler));
        }
    }

    private static Collection<Method> handlers(Declaration declaration, Class<?> type) {
        return declaration instanceof Declaration.OfEventSourced eventSourced
                ? eventSourced.handlers().methods()
                : MethodIntrospector.selectMethods(type, ProxyRule::isHandler);
    }

    private static boolean isHandler(Method method) {
        return AnnotatedElementUtils.hasAnnotation(method, Receive.class)
                || AnnotatedElementUtils.hasAnnotation(method, Every.class);
    }

    private static void check(Declaration declaration, Class<?> type, Class<?> proxy, Method handler) {
        Method passedOn = ReflectionUtils.findMethod(proxy, handler.getName(), handler.getParameterTypes());
        if (passedOn == null || passedOn.getDeclaringClass() != proxy) {
            throw new ActorBeanException(
                    "Actor '%s' (%s) is proxied, for a transaction, an aspect or the like, but the proxy cannot override its handler %s."
                            .formatted(declaration.name(), type.getName(), handler.getName()),
                    "Let the method be neither final nor, if its class is of another package, package-private.");
        }
    }
}
