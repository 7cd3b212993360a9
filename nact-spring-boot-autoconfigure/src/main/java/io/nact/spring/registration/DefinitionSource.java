package io.nact.spring.registration;

import java.lang.reflect.WildcardType;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.ResolvableType;

/** Declares the actors whose bean is an {@link io.nact.spring.ActorDefinition}. */
final class DefinitionSource {

    private static final String SUFFIX = ".definition";

    private final DefaultListableBeanFactory beans;

    private final Declarations declarations;

    DefinitionSource(DefaultListableBeanFactory beans, Declarations declarations) {
        this.beans = beans;
        this.declarations = declarations;
    }

    void declare(String name) {
        AbstractBeanDefinition source = (AbstractBeanDefinition) beans.getBeanDefinition(name);
        ResolvableType protocol =
                beans.getMergedBeanDefinition(name).getResolvableType().getGeneric();
        boolean exact = protocol.resolve() != null && !(protocol.getType() instanceof WildcardType);
        if (!exact || protocol.hasUnresolvableGenerics()) {
            throw noProtocol(name);
        }
        Declaration declaration = new Declaration.OfDefinition(name, name + SUFFIX, protocol);
        Reference.register(beans, name, declaration, source);
        declarations.add(declaration);
    }

    private static ActorBeanException noProtocol(String name) {
        return new ActorBeanException(
                "Bean '%s' is an ActorDefinition that does not say the type of its messages.".formatted(name),
                "Make the bean method's return type say it, as in ActorDefinition<Visit>: without a wildcard, and not raw.");
    }
}
