package io.nact.spring.registration;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.annotation.MergedAnnotations;

/** The bean definition that takes an actor's name. What the user said about injection passes from the source to it. */
final class Reference {

    /** Says on a source whose it is, also when ahead-of-time processing has made code of its definition. */
    static final String NAME_ATTRIBUTE = "io.nact.actor";

    private Reference() {}

    /** Whether this is the definition of a reference. */
    static boolean isReference(BeanDefinition definition) {
        return DeclaredActors.BEAN_NAME.equals(definition.getFactoryBeanName());
    }

    /** The name of the actor that the bean of this definition is the source of; null if it is none. */
    static @Nullable String actorBehind(BeanDefinition definition) {
        return (String) definition.getAttribute(NAME_ATTRIBUTE);
    }

    /** Registers the source under its new name and the reference under the declaration's. */
    static void register(
            DefaultListableBeanFactory beans, String userName, Declaration declaration, AbstractBeanDefinition source) {
        RootBeanDefinition reference = definition(declaration, source, qualifiers(beans, userName, declaration));
        beans.removeBeanDefinition(userName);
        source.setAutowireCandidate(false);
        source.setPrimary(false);
        source.setAttribute(NAME_ATTRIBUTE, declaration.name());
        beans.registerBeanDefinition(declaration.source(), source);
        beans.registerBeanDefinition(declaration.name(), reference);
        if (!userName.equals(declaration.name())) {
            beans.registerAlias(declaration.name(), userName);
        }
    }

    /** Tells a reference that was made ahead of time what its code does not: the type, and what qualifies it. */
    static void complete(DefaultListableBeanFactory beans, Declaration declaration) {
        BeanDefinition definition = beans.getBeanDefinition(declaration.name());
        if (isReference(definition) && definition instanceof RootBeanDefinition reference) {
            reference.setTargetType(declaration.injectable());
            reference.setQualifiedElement(qualifiers(beans, declaration.source(), declaration));
        }
    }

    private static RootBeanDefinition definition(
            Declaration declaration, AbstractBeanDefinition source, AnnotatedElement qualifiers) {
        RootBeanDefinition reference = new RootBeanDefinition();
        reference.setTargetType(declaration.injectable());
        reference.setFactoryBeanName(DeclaredActors.BEAN_NAME);
        reference.setFactoryMethodName("reference");
        reference.getConstructorArgumentValues().addIndexedArgumentValue(0, declaration.name());
        reference.setAutowireCandidate(source.isAutowireCandidate());
        reference.setDefaultCandidate(source.isDefaultCandidate());
        reference.setPrimary(source.isPrimary());
        reference.setFallback(source.isFallback());
        reference.setDependsOn(source.getDependsOn());
        if (source.getLazyInit() != null) {
            reference.setLazyInit(source.getLazyInit());
        }
        reference.setQualifiedElement(qualifiers);
        reference.copyQualifiersFrom(source);
        reference.setRole(source.getRole());
        reference.setDescription(source.getDescription());
        reference.setResourceDescription(source.getResourceDescription());
        reference.setSource(source.getSource());
        return reference;
    }

    /** The bean method or the class, whichever says what qualifies the bean. */
    private static AnnotatedElement qualifiers(
            DefaultListableBeanFactory beans, String source, Declaration declaration) {
        if (beans.getMergedBeanDefinition(source) instanceof RootBeanDefinition merged) {
            Method method = merged.getResolvedFactoryMethod();
            if (method != null && MergedAnnotations.from(method).isPresent(Qualifier.class)) {
                return method;
            }
        }
        Class<?> type = declaration.type();
        return type == null ? Void.class : type;
    }
}
