package io.nact.spring.test;

import io.nact.ActorRef;
import io.nact.Entities;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionReaderUtils;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/** Finds the bean whose place a probe takes. */
final class ProbeTargets {

    private final DefaultListableBeanFactory beans;

    ProbeTargets(DefaultListableBeanFactory beans) {
        this.beans = beans;
    }

    /**
     * The name of the bean, which may be one that there is not yet.
     *
     * @throws IllegalStateException if several are meant, or if none is and that seems to be a mistake
     */
    String find(ProbeField field) {
        List<String> candidates = candidates(field);
        if (field.isNamed()) {
            String name = beans.canonicalName(field.bean());
            return candidates.contains(name) ? name : added(field, name, candidates);
        }
        if (candidates.isEmpty()) {
            return added(field, freeName(field.field()), candidates);
        }
        return preferred(field, candidates);
    }

    private String freeName(String wanted) {
        return beans.containsBean(wanted) ? BeanDefinitionReaderUtils.uniqueBeanName(wanted, beans) : wanted;
    }

    private List<String> candidates(ProbeField field) {
        List<String> names = new ArrayList<>(List.of(beans.getBeanNamesForType(field.reference(), true, false)));
        names.removeIf(name -> beans.containsBeanDefinition(name)
                && !beans.getBeanDefinition(name).isAutowireCandidate());
        return names;
    }

    private String added(ProbeField field, String name, List<String> candidates) {
        List<String> near = candidates.isEmpty() ? near(field) : candidates;
        if (!near.isEmpty()) {
            throw missed(field, near);
        }
        if (beans.containsBean(name)) {
            throw taken(field, name);
        }
        if (field.enforced()) {
            throw none(field);
        }
        return name;
    }

    private static String named(List<String> names, Predicate<String> wanted) {
        List<String> found = names.stream().filter(wanted).toList();
        return found.size() == 1 ? found.get(0) : "";
    }

    private String preferred(ProbeField field, List<String> candidates) {
        List<Predicate<String>> preferences = List.of(
                name -> candidates.size() == 1,
                name -> is(name, BeanDefinition::isPrimary),
                name -> is(name, definition -> !definition.isFallback()),
                field.field()::equals);
        return preferences.stream()
                .map(preference -> named(candidates, preference))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElseThrow(() -> several(field, candidates));
    }

    private boolean is(String name, Predicate<BeanDefinition> wanted) {
        return beans.containsBeanDefinition(name) && wanted.test(beans.getBeanDefinition(name));
    }

    /** References whose messages are wider or narrower, and entities: probably meant. */
    private List<String> near(ProbeField field) {
        List<String> near = new ArrayList<>();
        for (Class<?> form : List.of(ActorRef.class, Entities.class)) {
            for (String name : beans.getBeanNamesForType(form, true, false)) {
                Class<?> messages = messages(name);
                Class<?> wanted = ResolvableType.forType(field.messages()).toClass();
                if (messages != null
                        && messages != Object.class
                        && (messages.isAssignableFrom(wanted) || wanted.isAssignableFrom(messages))) {
                    near.add(name);
                }
            }
        }
        return near;
    }

    private @Nullable Class<?> messages(String name) {
        return type(name).getGeneric().resolve();
    }

    private ResolvableType type(String name) {
        return beans.containsBeanDefinition(name)
                ? beans.getMergedBeanDefinition(name).getResolvableType()
                : ResolvableType.NONE;
    }

    private IllegalStateException missed(ProbeField field, List<String> near) {
        return new IllegalStateException(
                "%s has nothing to take the place of: there is no such reference, but perhaps one of these is meant:\n%sDeclare the probe with the name and the type of the messages of one of them. In place of entities, a mock of Entities answers the references of probes."
                        .formatted(field, list(near)));
    }

    private static IllegalStateException taken(ProbeField field, String name) {
        return new IllegalStateException(
                "%s has nothing to take the place of: the bean '%s' is no %s. Name the reference that is meant, or choose a name that is free."
                        .formatted(field, name, field.referenceText()));
    }

    private static IllegalStateException none(ProbeField field) {
        String name = field.isNamed() ? " of the name '%s'".formatted(field.bean()) : "";
        return new IllegalStateException(
                "%s has nothing to take the place of: there is no %s%s. Remove enforceOverride if the test does without the actor."
                        .formatted(field, field.referenceText(), name));
    }

    private IllegalStateException several(ProbeField field, List<String> candidates) {
        return new IllegalStateException(
                "%s could take the place of %d references:\n%sSay which by @ProbeBean(\"%s\"), or by the name of the field."
                        .formatted(field, candidates.size(), list(candidates), candidates.get(0)));
    }

    private String list(List<String> names) {
        return names.stream()
                .map(name -> "\t- '%s': %s\n".formatted(name, text(type(name))))
                .collect(Collectors.joining());
    }

    private static String text(ResolvableType type) {
        return "%s<%s>"
                .formatted(
                        type.toClass().getSimpleName(),
                        ClassUtils.getShortName(type.getGeneric().toClass()));
    }
}
