package io.nact.spring.registration;

import io.nact.spring.ActorDefinition;
import io.nact.spring.EntityDefinition;
import java.lang.reflect.WildcardType;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.ResolvableType;

/** Declares the actors and entities whose bean is a definition of them. */
final class DefinitionSource {

    private static final String SUFFIX = ".definition";

    private final DefaultListableBeanFactory beans;

    private final Declarations declarations;

    DefinitionSource(DefaultListableBeanFactory beans, Declarations declarations) {
        this.beans = beans;
        this.declarations = declarations;
    }

    static boolean isDefinition(Class<?> type) {
        return type == ActorDefinition.class || type == EntityDefinition.class;
    }

    void declare(String bean, Class<?> type) {
        AbstractBeanDefinition source = (AbstractBeanDefinition) beans.getBeanDefinition(bean);
        String actor = Reference.actorBehind(source);
        declarations.add(actor == null ? rewritten(bean, type, source) : asItIs(actor, bean, type));
    }

    private Declaration rewritten(String name, Class<?> type, AbstractBeanDefinition source) {
        ResolvableType protocol = protocol(name);
        boolean exact = protocol.resolve() != null && !(protocol.getType() instanceof WildcardType);
        if (!exact || protocol.hasUnresolvableGenerics()) {
            throw noProtocol(name, type);
        }
        Declaration declaration = new Declaration.OfDefinition(name, name + SUFFIX, protocol, isEntity(type));
        Reference.register(beans, name, declaration, source);
        return declaration;
    }

    private Declaration asItIs(String actor, String bean, Class<?> type) {
        Declaration declaration = new Declaration.OfDefinition(actor, bean, protocol(bean), isEntity(type));
        Reference.complete(beans, declaration);
        return declaration;
    }

    private static boolean isEntity(Class<?> type) {
        return type == EntityDefinition.class;
    }

    private ResolvableType protocol(String bean) {
        return beans.getMergedBeanDefinition(bean).getResolvableType().getGeneric();
    }

    private static ActorBeanException noProtocol(String name, Class<?> type) {
        return new ActorBeanException(
                "Bean '%s' is an %s that does not say the type of its messages.".formatted(name, type.getSimpleName()),
                "Make the bean method's return type say it, as in %s<Visit>: without a wildcard, and not raw."
                        .formatted(type.getSimpleName()));
    }
}
