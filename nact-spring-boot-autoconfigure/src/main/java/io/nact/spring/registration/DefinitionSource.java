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

    void declare(String bean) {
        AbstractBeanDefinition source = (AbstractBeanDefinition) beans.getBeanDefinition(bean);
        String actor = Reference.actorBehind(source);
        declarations.add(actor == null ? rewritten(bean, source) : asItIs(actor, bean));
    }

    private Declaration rewritten(String name, AbstractBeanDefinition source) {
        ResolvableType protocol = protocol(name);
        boolean exact = protocol.resolve() != null && !(protocol.getType() instanceof WildcardType);
        if (!exact || protocol.hasUnresolvableGenerics()) {
            throw noProtocol(name);
        }
        Declaration declaration = new Declaration.OfDefinition(name, name + SUFFIX, protocol);
        Reference.register(beans, name, declaration, source);
        return declaration;
    }

    private Declaration asItIs(String actor, String bean) {
        Declaration declaration = new Declaration.OfDefinition(actor, bean, protocol(bean));
        Reference.complete(beans, declaration);
        return declaration;
    }

    private ResolvableType protocol(String bean) {
        return beans.getMergedBeanDefinition(bean).getResolvableType().getGeneric();
    }

    private static ActorBeanException noProtocol(String name) {
        return new ActorBeanException(
                "Bean '%s' is an ActorDefinition that does not say the type of its messages.".formatted(name),
                "Make the bean method's return type say it, as in ActorDefinition<Visit>: without a wildcard, and not raw.");
    }
}
