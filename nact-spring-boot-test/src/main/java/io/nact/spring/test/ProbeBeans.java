package io.nact.spring.test;

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;

/**
 * Puts the definition of a probe's reference in place of an actor's. Runs when all beans are defined and the actors have
 * their references.
 */
final class ProbeBeans implements BeanFactoryPostProcessor {

    private final Set<ProbeField> fields;

    ProbeBeans(Set<ProbeField> fields) {
        this.fields = fields;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
        DefaultListableBeanFactory beans = (DefaultListableBeanFactory) factory;
        ProbeTargets targets = new ProbeTargets(beans);
        Map<ProbeField, String> names = new LinkedHashMap<>();
        fields.forEach(field -> names.put(field, targets.find(field)));

        names.forEach((field, name) -> replace(beans, field, name));
        RootBeanDefinition probes = new RootBeanDefinition(Probes.class, () -> new Probes(names, beans));
        beans.registerBeanDefinition(Probes.BEAN_NAME, probes);
    }

    private static void replace(DefaultListableBeanFactory beans, ProbeField field, String name) {
        RootBeanDefinition reference = new RootBeanDefinition();
        reference.setTargetType(field.reference());
        reference.setFactoryBeanName(Probes.BEAN_NAME);
        reference.setFactoryMethodName("reference");
        reference.getConstructorArgumentValues().addIndexedArgumentValue(0, name);
        if (beans.containsBeanDefinition(name)) {
            keepInjectable(reference, (RootBeanDefinition) beans.getMergedBeanDefinition(name));
            beans.removeBeanDefinition(name);
        }
        beans.registerBeanDefinition(name, reference);
    }

    /** Injection points find the probe by whatever they found the actor by. */
    private static void keepInjectable(RootBeanDefinition reference, RootBeanDefinition actor) {
        reference.setAutowireCandidate(actor.isAutowireCandidate());
        reference.setDefaultCandidate(actor.isDefaultCandidate());
        reference.setPrimary(actor.isPrimary());
        reference.setFallback(actor.isFallback());
        reference.copyQualifiersFrom(actor);
        Method method = actor.getResolvedFactoryMethod();
        reference.setQualifiedElement(actor.getQualifiedElement() == null ? method : actor.getQualifiedElement());
    }
}
