package io.nact.persistence;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes what was stored in an old version into what is understood now, each time it is read; what is stored stays. It is
 * called on threads of the store, and must depend on nothing but the event.
 *
 * @param type the alias of what it reads
 * @param fromVersion the version it reads
 * @param step what becomes of it: nothing, one event or several, each in any version that is understood or has an upcaster
 */
public record Upcaster(String type, int fromVersion, Function<ObjectNode, List<TypedNode>> step) {

    public Upcaster {
        if (fromVersion < 1) {
            throw new IllegalArgumentException("Versions of '%s' begin with 1, not %d".formatted(type, fromVersion));
        }
    }

    /** From one version to the next. The node may be changed and returned. */
    public static Upcaster of(String type, int fromVersion, UnaryOperator<ObjectNode> change) {
        return new Upcaster(
                type, fromVersion, node -> List.of(new TypedNode(type, fromVersion + 1, change.apply(node))));
    }

    /** To the first version of another alias. */
    public static Upcaster renaming(String type, int fromVersion, String newType) {
        return new Upcaster(type, fromVersion, node -> List.of(new TypedNode(newType, 1, node)));
    }

    /** To nothing: the event has no meaning any more. */
    public static Upcaster dropping(String type, int fromVersion) {
        return new Upcaster(type, fromVersion, node -> List.of());
    }

    /**
     * A stored value as a tree.
     *
     * @param type its alias
     * @param version its version
     * @param node the value, which whoever has it may change
     */
    public record TypedNode(String type, int version, ObjectNode node) {

        @Override
        public String toString() {
            return "%s v%d".formatted(type, version);
        }
    }
}
