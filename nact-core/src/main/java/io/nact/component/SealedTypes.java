package io.nact.component;

import java.lang.reflect.Modifier;
import java.util.LinkedHashSet;
import java.util.Set;

/** Walks through sealed families, up and down. */
final class SealedTypes {

    private SealedTypes() {}

    /** An enum with constants of several bodies is sealed too, but a family only for the compiler. */
    static boolean isSealed(Class<?> type) {
        return type.isSealed() && !type.isEnum();
    }

    /**
     * The classes of which each instance of the type is one: itself unless sealed, else the leaves of what it permits,
     * and itself if it has instances of its own.
     */
    static Set<Class<?>> leaves(Class<?> type) {
        Set<Class<?>> leaves = new LinkedHashSet<>();
        collectLeaves(type, leaves);
        return leaves;
    }

    private static void collectLeaves(Class<?> type, Set<Class<?>> leaves) {
        if (!isSealed(type)) {
            leaves.add(type);
            return;
        }
        if (!Modifier.isAbstract(type.getModifiers())) {
            leaves.add(type);
        }
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            collectLeaves(permitted, leaves);
        }
    }

    /** The sealed types among the type itself and its supertypes. */
    static Set<Class<?>> sealedSupertypes(Class<?> type) {
        Set<Class<?>> found = new LinkedHashSet<>();
        collectSealed(type, found);
        return found;
    }

    private static void collectSealed(Class<?> type, Set<Class<?>> found) {
        if (isSealed(type)) {
            found.add(type);
        }
        for (Class<?> implemented : type.getInterfaces()) {
            collectSealed(implemented, found);
        }
        Class<?> superclass = type.getSuperclass();
        if (superclass != null) {
            collectSealed(superclass, found);
        }
    }
}
