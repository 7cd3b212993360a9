package io.nact.spring.registration;

import java.util.Objects;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.env.PropertyResolver;

/**
 * Makes two bean definitions of each that declares an actor: the reference, which takes the name and can be injected,
 * and the source behind it, which cannot. Ahead-of-time processing leaves these two, which are then declared as they are.
 */
public final class ActorBeans implements BeanDefinitionRegistryPostProcessor {

    private final PropertyResolver properties;

    /** With these properties for the placeholders in annotations. */
    public ActorBeans(PropertyResolver properties) {
        this.properties = properties;
    }

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        DefaultListableBeanFactory beans = (DefaultListableBeanFactory) registry;
        Declarations declarations = new Declarations();
        beans.registerScope(ActorScope.NAME, new ActorScope(declarations));

        BeanTypes types = new BeanTypes(beans);
        ComponentSource components = new ComponentSource(beans, declarations, new Schedules(properties));
        DefinitionSource definitions = new DefinitionSource(beans, declarations);
        for (String name : beans.getBeanDefinitionNames()) {
            Class<?> type = types.of(name);
            if (type != null && DefinitionSource.isDefinition(type)) {
                definitions.declare(name, type);
            } else if (type != null && ComponentSource.isActor(type)) {
                components.declare(name, type);
            }
        }
        EventSourcedRules.checkNames(declarations.all());
    }

    /** By now all post-processors of the registry have run, so that an actor that is none yet will never be one. */
    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
        DefaultListableBeanFactory beans = (DefaultListableBeanFactory) beanFactory;
        ActorScope scope = Objects.requireNonNull(ActorScope.of(beans));
        BeanTypes types = new BeanTypes(beans);
        OutsideActors outside = new OutsideActors(beans, scope.declarations());
        for (String name : beans.getBeanDefinitionNames()) {
            Class<?> type = types.of(name);
            if (type == null || scope.declarations().findBehind(name) != null) {
                continue;
            }
            if (isActor(type)) {
                throw tooLate(name, type);
            }
            outside.check(name, type);
        }
    }

    private static boolean isActor(Class<?> type) {
        return DefinitionSource.isDefinition(type) || ComponentSource.isActor(type);
    }

    private static ActorBeanException tooLate(String name, Class<?> type) {
        return new ActorBeanException(
                "Bean '%s' (%s) is an actor, but was registered too late to become one, by a BeanDefinitionRegistryPostProcessor that ran after nact's."
                        .formatted(name, type.getName()),
                "Let that post-processor implement Ordered, so that it runs before, or register the actor by a component scan, @Import, @Bean or an ImportBeanDefinitionRegistrar.");
    }
}
