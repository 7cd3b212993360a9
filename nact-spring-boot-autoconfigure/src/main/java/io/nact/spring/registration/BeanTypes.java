package io.nact.spring.registration;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.CannotLoadBeanClassException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.util.ClassUtils;

/** The classes of beans, as far as they can be told without making one. */
final class BeanTypes {

    private final DefaultListableBeanFactory beans;

    BeanTypes(DefaultListableBeanFactory beans) {
        this.beans = beans;
    }

    @Nullable
    Class<?> of(String name) {
        BeanDefinition definition = beans.getBeanDefinition(name);
        if (definition.isAbstract()) {
            return null;
        }
        try {
            Class<?> type = beans.getType(name, false);
            return type == null ? null : ClassUtils.getUserClass(type);
        } catch (CannotLoadBeanClassException e) {
            return null; // Spring reports it if the bean is needed
        }
    }
}
