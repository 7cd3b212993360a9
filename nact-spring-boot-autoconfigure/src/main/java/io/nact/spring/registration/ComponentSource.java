package io.nact.spring.registration;

import io.nact.component.Component;
import io.nact.component.HandlerOptions;
import io.nact.component.ReplyAdapter;
import io.nact.spring.Actor;
import io.nact.spring.EntityActor;
import io.nact.spring.EventSourcedActor;
import io.nact.spring.persistence.EventSourcedClass;
import io.nact.supervision.SupervisionPolicy;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.annotation.AnnotationBeanNameGenerator;
import org.springframework.context.annotation.ScannedGenericBeanDefinition;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ClassUtils;

/** Declares the actors and entities whose bean is a class with handlers, of whichever kind. */
final class ComponentSource {

    private static final String SUFFIX = ".component";

    /** What makes an actor of a class. */
    private static final List<Class<? extends Annotation>> ANNOTATIONS =
            List.of(Actor.class, EntityActor.class, EventSourcedActor.class);

    private final DefaultListableBeanFactory beans;

    private final Declarations declarations;

    private final HandlerOptions options;

    ComponentSource(DefaultListableBeanFactory beans, Declarations declarations, Schedules schedules) {
        this.beans = beans;
        this.declarations = declarations;
        List<ReplyAdapter> replies = ClassUtils.isPresent("reactor.core.publisher.Mono", beans.getBeanClassLoader())
                ? List.of(new MonoReplies())
                : List.of();
        this.options = new HandlerOptions(replies, EventRules::handlesEvents, schedules::of);
    }

    static boolean isActor(Class<?> type) {
        return annotations(type).findAny().isPresent();
    }

    /** The annotations that make an actor of it: one, if all is well. */
    static Stream<Class<? extends Annotation>> annotations(Class<?> type) {
        MergedAnnotations present = MergedAnnotations.from(type);
        return ANNOTATIONS.stream().filter(present::isPresent);
    }

    /** The annotation that makes an actor of it. */
    static MergedAnnotation<?> annotation(Class<?> type) {
        return MergedAnnotations.from(type).get(annotations(type).findFirst().orElseThrow());
    }

    void declare(String bean, Class<?> type) {
        AbstractBeanDefinition source = (AbstractBeanDefinition) beans.getBeanDefinition(bean);
        String actor = Reference.actorBehind(source);
        declarations.add(actor == null ? rewritten(bean, type, source) : asItIs(actor, bean, type));
    }

    private Declaration rewritten(String bean, Class<?> type, AbstractBeanDefinition source) {
        String name = actorName(bean, type, source);
        ComponentRules.check(name, type, source);
        Declaration declaration = declaration(name, name + SUFFIX, type);
        if (declaration instanceof Declaration.OfComponent component) {
            if (component.entity()) {
                new EntityIdRule(beans).check(name, type, source);
            }
            source.setScope(ActorScope.NAME);
        }
        source.setAttribute(AutoProxyUtils.PRESERVE_TARGET_CLASS_ATTRIBUTE, true); // handlers are called on the class
        Reference.register(beans, bean, declaration, source);
        return declaration;
    }

    private Declaration asItIs(String actor, String bean, Class<?> type) {
        Declaration declaration = declaration(actor, bean, type);
        Reference.complete(beans, declaration);
        return declaration;
    }

    private Declaration declaration(String name, String source, Class<?> type) {
        MergedAnnotation<?> annotation = annotation(type);
        Class<? extends SupervisionPolicy> supervision =
                annotation.getClass("supervision").asSubclass(SupervisionPolicy.class);
        if (annotation.getType() == EventSourcedActor.class) {
            EventSourcedRules.checkModule(name, type, beans.getBeanClassLoader());
            return new Declaration.OfEventSourced(name, source, EventSourcedClass.of(type), supervision);
        }
        Component<?> component = component(type, annotation.getClass("protocol"));
        boolean entity = annotation.getType() == EntityActor.class;
        return new Declaration.OfComponent(name, source, component, supervision, entity);
    }

    private Component<?> component(Class<?> type, Class<?> protocol) {
        return protocol == void.class ? Component.of(type, options) : Component.of(type, protocol, options);
    }

    /** The bean's name, except that an imported class, which Spring names in full, is called as if it were scanned. */
    private String actorName(String bean, Class<?> type, AbstractBeanDefinition source) {
        if (!bean.equals(type.getName()) || source instanceof ScannedGenericBeanDefinition) {
            return bean;
        }
        String name = AnnotationBeanNameGenerator.INSTANCE.generateBeanName(source, beans);
        if (beans.containsBeanDefinition(name)) {
            throw new ActorBeanException(
                    "The actor %s would be named '%s', but there is a bean of that name already."
                            .formatted(type.getName(), name),
                    "Name one of them otherwise, as by @Actor(\"another-name\").");
        }
        return name;
    }
}
