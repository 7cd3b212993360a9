package io.nact.component;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A class with all its supertypes but Object. */
final class Lineage {

    private Lineage() {}

    /** Each type before its supertypes, and classes before interfaces. */
    static List<Class<?>> of(Class<?> type) {
        Set<Class<?>> upwards = new LinkedHashSet<>();
        visit(type, upwards);
        List<Class<?>> lineage = new ArrayList<>(upwards);
        Collections.reverse(lineage);
        return lineage;
    }

    private static void visit(Class<?> type, Set<Class<?>> done) {
        for (Class<?> implemented : type.getInterfaces()) {
            visit(implemented, done);
        }
        Class<?> superclass = type.getSuperclass();
        if (superclass != null && superclass != Object.class) {
            visit(superclass, done);
        }
        done.add(type);
    }
}
