package io.nact.persistence;

import io.nact.persistence.Upcaster.TypedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** The steps from what was stored to what is understood. */
record Upcasters(Map<Upcasters.Version, Upcaster> steps) {

    /** More steps than that lead round in a circle. */
    private static final int MOST_STEPS = 1000;

    record Version(String type, int number) {

        @Override
        public String toString() {
            return "'%s' v%d".formatted(type, number);
        }
    }

    Upcasters {
        steps = Map.copyOf(steps);
    }

    /** What the node has become once everything in it is current. */
    List<TypedNode> upcast(TypedNode stored, BiPredicate<String, Integer> current) {
        List<TypedNode> done = new ArrayList<>();
        follow(stored, current, 0, done);
        return done;
    }

    boolean knows(String type, int version) {
        return steps.containsKey(new Version(type, version));
    }

    static UnknownEventTypeException unknown(String type, int version) {
        return new UnknownEventTypeException(
                ("'%s' v%d is stored, and neither a class nor an upcaster is registered for it."
                                + " Was it written by a newer release, or was its class taken out of the event types?")
                        .formatted(type, version));
    }

    private void follow(TypedNode node, BiPredicate<String, Integer> current, int depth, List<TypedNode> done) {
        if (current.test(node.type(), node.version())) {
            done.add(node);
            return;
        }
        Upcaster next = steps.get(new Version(node.type(), node.version()));
        if (next == null) {
            throw unknown(node.type(), node.version());
        }
        if (depth == MOST_STEPS) {
            throw new EventFormatException("The upcasters lead round in a circle at %s".formatted(node), null);
        }
        for (TypedNode result : call(next, node)) {
            follow(result, current, depth + 1, done);
        }
    }

    private static List<TypedNode> call(Upcaster upcaster, TypedNode node) {
        try {
            return upcaster.step().apply(node.node());
        } catch (RuntimeException failure) {
            throw new EventFormatException(
                    "The upcaster from %s threw %s"
                            .formatted(node, failure.getClass().getName()),
                    null);
        }
    }
}
