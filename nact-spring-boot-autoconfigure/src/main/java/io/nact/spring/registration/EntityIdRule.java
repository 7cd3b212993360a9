package io.nact.spring.registration;

import io.nact.spring.EntityId;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ClassUtils;

/**
 * Which constructors take an {@link EntityId}. One that lacks it where it is needed would let the application start and
 * then fail each entity.
 */
record EntityIdRule(DefaultListableBeanFactory beans) {

    static boolean takesId(Class<?> type) {
        return Arrays.stream(type.getDeclaredConstructors())
                .flatMap(constructor -> Arrays.stream(constructor.getParameters()))
                .anyMatch(parameter -> parameter.isAnnotationPresent(EntityId.class));
    }

    /** Refuses an entity that takes no id, but a value that Spring has nowhere to take from. */
    void check(String name, Class<?> type, AbstractBeanDefinition definition) {
        Constructor<?> constructor = madeByOwnCode(definition) ? null : constructor(type);
        if (constructor == null || takesId(type)) {
            return;
        }
        Parameter[] parameters = constructor.getParameters();
        IntStream.range(0, parameters.length)
                .filter(i -> isWithoutSource(new MethodParameter(constructor, i), parameters[i]))
                .findFirst()
                .ifPresent(i -> {
                    throw missing(name, type, parameters[i].getType(), i);
                });
    }

    private static boolean madeByOwnCode(AbstractBeanDefinition definition) {
        return definition.getFactoryMethodName() != null
                || definition.getInstanceSupplier() != null
                || definition.hasConstructorArgumentValues();
    }

    /** The one that Spring calls, if that is plain to see. */
    private static @Nullable Constructor<?> constructor(Class<?> type) {
        Constructor<?>[] all = type.getDeclaredConstructors();
        if (all.length == 1) {
            return all[0];
        }
        List<Constructor<?>> autowired = Arrays.stream(all)
                .filter(constructor -> constructor.isAnnotationPresent(Autowired.class))
                .toList();
        return autowired.size() == 1 ? autowired.get(0) : null;
    }

    private boolean isWithoutSource(MethodParameter parameter, Parameter declared) {
        Class<?> type = declared.getType();
        MergedAnnotations annotations = MergedAnnotations.from(declared);
        return (type == String.class || ClassUtils.isPrimitiveOrWrapper(type))
                && !annotations.isPresent(Value.class)
                && !annotations.isPresent(Qualifier.class)
                && !parameter.isOptional()
                && BeanFactoryUtils.beanNamesForTypeIncludingAncestors(
                                        beans, ClassUtils.resolvePrimitiveIfNecessary(type), true, false)
                                .length
                        == 0;
    }

    private static ActorBeanException missing(String name, Class<?> type, Class<?> parameter, int index) {
        return new ActorBeanException(
                "Entity '%s' (%s) takes no @EntityId, but parameter %d of its constructor is a %s that Spring has nowhere to take from."
                        .formatted(name, type.getName(), index, parameter.getSimpleName()),
                "Annotate the parameter with @EntityId if it is the entity's id, or with @Value.");
    }
}
