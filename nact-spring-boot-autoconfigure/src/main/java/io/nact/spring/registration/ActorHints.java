package io.nact.spring.registration;

import io.nact.Receive;
import io.nact.component.Component;
import io.nact.spring.persistence.EventSourcedClass;
import io.nact.supervision.SupervisionPolicy;
import java.lang.reflect.Method;
import java.util.Set;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;

/**
 * What a native image must keep for an actor that is a class: the methods that nact reads and calls, the families of the
 * messages, what is stored as JSON, and the policy, which nact makes if it is no bean.
 */
record ActorHints(ReflectionHints hints) {

    void register(Declaration.OfComponent declaration) {
        Component<?> component = declaration.component();
        lineage(component.type(), MemberCategory.INVOKE_DECLARED_METHODS);
        family(component.protocol());
        MethodIntrospector.selectMethods(component.type(), ActorHints::isHandler)
                .forEach(handler -> family(handler.getParameterTypes()[0]));
        policy(declaration.supervision());
    }

    void register(Declaration.OfEventSourced declaration) {
        EventSourcedClass handlers = declaration.handlers();
        lineage(handlers.type(), MemberCategory.INVOKE_DECLARED_METHODS);
        family(handlers.protocol());
        handlers.commands().forEach(this::family);
        handlers.stored().forEach(stored -> {
            lineage(stored);
            new BindingReflectionHintsRegistrar().registerReflectionHints(hints, stored);
        });
        policy(declaration.supervision());
    }

    private void policy(Class<? extends SupervisionPolicy> policy) {
        if (policy != SupervisionPolicy.class) {
            hints.registerType(
                    policy,
                    MemberCategory.INVOKE_DECLARED_CONSTRUCTORS,
                    MemberCategory.INVOKE_DECLARED_METHODS,
                    MemberCategory.ACCESS_DECLARED_FIELDS);
        }
    }

    private static boolean isHandler(Method method) {
        return MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY).isPresent(Receive.class);
    }

    /** The type with all its supertypes, where a sealed one or the R of a request may be, and all that it permits. */
    private void family(Class<?> message) {
        lineage(message);
        if (message.isSealed()) {
            Set.of(message.getPermittedSubclasses()).forEach(this::family);
        }
    }

    private void lineage(Class<?> type, MemberCategory... members) {
        for (Class<?> known = type; known != null && known != Object.class; known = known.getSuperclass()) {
            hints.registerType(known, members);
        }
        ClassUtils.getAllInterfacesForClassAsSet(type).forEach(known -> hints.registerType(known, members));
    }
}
