package io.nact.engine;

import io.nact.ActorRef;
import io.nact.path.ActorPath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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
    @SuppressWarnings("unchecked") // its protocol says so
    static <M> List<ActorRef<M>> findAll(Cell<?> root, Class<M> protocol) {
        List<ActorRef<M>> found = new ArrayList<>();
        forEach(root, actor -> {
            if (actor.behavior().options().protocol() == protocol && !actor.hasEnded()) {
                found.add((ActorRef<M>) actor);
            }
        });
        return found;
    }

    /** Shows all actors of the tree, parents before their children. Without recursion: trees may be deep. */
    static void forEach(Cell<?> root, Consumer<? super Cell<?>> visitor) {
        Deque<Cell<?>> next = new ArrayDeque<>();
        next.add(root);
        for (Cell<?> actor = next.poll(); actor != null; actor = next.poll()) {
            visitor.accept(actor);
            next.addAll(actor.childrenNow());
        }
    }
}
