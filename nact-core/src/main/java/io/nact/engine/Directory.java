package io.nact.engine;

import io.nact.ActorRef;
import io.nact.path.ActorPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds live actors below a root. Any thread; an actor that comes or goes meanwhile may be missed or found. */
final class Directory {

    private Directory() {}

    static Optional<ActorRef<?>> find(Cell<?> root, ActorPath sought) {
        return Optional.ofNullable(cell(root, sought));
    }

    static @Nullable Cell<?> cell(Cell<?> root, ActorPath sought) {
        Cell<?> found = sought.system().equals(root.name()) ? root : null;
        for (String element : sought.elements()) {
            found = found == null ? null : found.child(element);
        }
        return found;
    }

    /** Those with this protocol, parents first. */
    @SuppressWarnings("unchecked") // its protocol says so
    static <M> List<ActorRef<M>> findAll(Cell<?> root, Class<M> protocol) {
        List<ActorRef<M>> found = new ArrayList<>();
        for (Cell<?> actor : all(root)) {
            if (actor.behavior().options().protocol() == protocol && !actor.hasEnded()) {
                found.add((ActorRef<M>) actor);
            }
        }
        return found;
    }

    /** All actors of the tree, parents before their children. Without recursion: trees may be deep. */
    static List<Cell<?>> all(Cell<?> root) {
        List<Cell<?>> all = new ArrayList<>();
        all.add(root);
        for (int i = 0; i < all.size(); i++) {
            all.addAll(all.get(i).childrenNow());
        }
        return all;
    }
}
