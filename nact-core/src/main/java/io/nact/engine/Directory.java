package io.nact.engine;

import io.nact.ActorRef;
import io.nact.path.ActorPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds live actors below a root. Any thread; an actor that comes or goes meanwhile may be missed or found. */
final class Directory {

    private Directory() {}

    static Optional<ActorRef<?>> find(Cell<?> root, ActorPath sought) {
        Cell<?> found = sought.system().equals(root.name()) ? root : null;
        for (String element : sought.elements()) {
            found = found == null ? null : found.child(element);
        }
        return Optional.ofNullable(found);
    }

    /** Those with this protocol, parents first. */
    static <M> List<ActorRef<M>> findAll(Cell<?> root, Class<M> protocol) {
        List<ActorRef<M>> found = new ArrayList<>();
        add(root, protocol, found);
        return found;
    }

    @SuppressWarnings("unchecked") // its protocol says so
    private static <M> void add(Cell<?> parent, Class<M> protocol, List<ActorRef<M>> found) {
        for (Cell<?> child : parent.childrenNow()) {
            if (child.behavior().options().protocol() == protocol && !child.hasEnded()) {
                found.add((ActorRef<M>) child);
            }
            add(child, protocol, found);
        }
    }
}
