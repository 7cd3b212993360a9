package io.nact.spring.persistence;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.util.ClassUtils;

/** Walks through families of sealed types, up and down. */
final class Families {

    private Families() {}

    /** The one of the types to which all belong, or else the closest sealed type that they have in common. */
    static Optional<Class<?>> closest(Collection<Class<?>> types) {
        Optional<Class<?>> among = types.stream()
                .filter(type -> types.stream().allMatch(type::isAssignableFrom))
                .findFirst();
        if (among.isPresent() || types.isEmpty()) {
            return among;
        }
        Set<Class<?>> common = sealedAbove(types.iterator().next());
        types.forEach(type -> common.retainAll(sealedAbove(type)));
        return common.stream()
                .filter(type -> common.stream().allMatch(other -> other.isAssignableFrom(type)))
                .findFirst();
    }

    private static Set<Class<?>> sealedAbove(Class<?> type) {
        Set<Class<?>> above = new LinkedHashSet<>(ClassUtils.getAllInterfacesForClassAsSet(type));
        for (Class<?> known = type; known != null; known = known.getSuperclass()) {
            above.add(known);
        }
        above.removeIf(known -> !isFamily(known));
        return above;
    }

    /** All classes that an instance can be of, as far as that is known: who may extend what is not sealed is not. */
    static List<Class<?>> leaves(Class<?> family) {
        List<Class<?>> leaves = new ArrayList<>();
        addLeaves(family, leaves);
        return leaves;
    }

    private static void addLeaves(Class<?> type, List<Class<?>> leaves) {
        if (type.isEnum() || !Modifier.isAbstract(type.getModifiers())) {
            leaves.add(type);
        }
        if (isFamily(type)) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                addLeaves(permitted, leaves);
            }
        }
    }

    /** An enum with constants of several bodies is sealed too, but a family only for the compiler. */
    private static boolean isFamily(Class<?> type) {
        return type.isSealed() && !type.isEnum();
    }
}
