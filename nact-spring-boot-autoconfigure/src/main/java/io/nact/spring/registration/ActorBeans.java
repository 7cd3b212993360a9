package io.nact.spring.registration;

import io.nact.spring.ActorDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/**
 * Makes two bean definitions of each that declares an actor: the reference, which takes the name and can be injected,
 * and the source behind it, which cannot.
 */
public final class ActorBeans implements BeanDefinitionRegistryPostProcessor {

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        DefaultListableBeanFactory beans = (DefaultListableBeanFactory) registry;
        Declarations declarations = new Declarations();
        beans.registerScope(ActorScope.NAME, new ActorScope(declarations));

        BeanTypes types = new BeanTypes(beans);
        ComponentSource components = new ComponentSource(beans, declarations);
        DefinitionSource definitions = new DefinitionSource(beans, declarations);
        for (String name : beans.getBeanDefinitionNames()) {
            Class<?> type = types.of(name);
            if (type == ActorDefinition.class) {
                definitions.declare(name);
            } else if (type != null && ComponentSource.isActor(type)) {
                components.declare(name, type);
            }
        }
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {}
}
