package io.nact.engine;

import io.nact.ActorNameTakenException;
import io.nact.ActorStoppedException;
import io.nact.Behavior;
import io.nact.BehaviorOptions;
import io.nact.dispatch.Dispatcher;
import io.nact.event.DeadLetter.Reason;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The live children of one actor, by name. Guarded by its monitor, which is held for a
 * few instructions and never while user code runs or another monitor is taken. A child leaves when it has ended, on the
 * thread that ended it.
 */
final class Children {

    private final Cell<?> parent;

    private final ChildTable table = new ChildTable();

    /** Keeps the children that are spawned on demand to a number; null if any number may live. */
    private final @Nullable Room room;

    private boolean open = true;

    private int spawned;

    /** A racy cache. */
    private @Nullable TypeStats untyped;

    Children(Cell<?> parent) {
        this.parent = parent;
        this.spawned = parent.firstPlace();
        int limit = parent.behavior().options().childrenLimit();
        this.room = limit == Integer.MAX_VALUE ? null : new Room(limit);
    }

    synchronized @Nullable Cell<?> find(String name) {
        Cell<?> child = table.find(name);
        return child == null || child.hasEnded() ? null : child;
    }

    /** Spawns a child, with a generated name if none is given. */
    <C> Cell<C> spawn(@Nullable String name, Behavior<C> behavior) {
        Objects.requireNonNull(behavior, "behavior");
        Held.refuse("spawn a child of", parent);
        for (; ; ) {
            Cell<C> child = make(name, behavior);
            if (add(child)) {
                child.wake();
                return child;
            }
            if (name != null) {
                throw new ActorNameTakenException(
                        "%s has a child named '%s' already: stop that one first, or use another name"
                                .formatted(parent.path(), name));
            }
        }
    }

    /**
     * The live child of this name, spawned if the parent spawns its children on demand. A new one begins with its first
     * message, so that a start that fails has somebody to tell; if none comes it has to be {@linkplain Cell#wake() woken}.
     */
    @Nullable
    Cell<?> onDemand(String name) {
        Function<String, ? extends Behavior<?>> onDemand =
                parent.behavior().options().childrenOnDemand();
        Cell<?> present = find(name);
        return present != null || onDemand == null ? present : addIfAbsent(make(name, onDemand.apply(name)));
    }

    /** The live child of this name, spawned if there is none; nothing if no more are taken. */
    @Nullable
    Cell<?> findOrSpawn(String name, Supplier<? extends Behavior<?>> ifAbsent) {
        Cell<?> present = find(name);
        if (present != null) {
            return present;
        }
        Held.refuse("spawn a child of", parent);
        Cell<?> child = addIfAbsent(make(name, ifAbsent.get()));
        if (child != null) {
            child.wake();
        }
        return child;
    }

    private <C> Cell<C> make(@Nullable String name, Behavior<C> behavior) {
        return new Cell<>(parent, name, stats(name, behavior.options()), behavior);
    }

    private TypeStats stats(@Nullable String name, BehaviorOptions options) {
        SystemMetrics metrics = parent.system().metrics();
        Dispatcher own = options.dispatcher();
        if (own != null) {
            metrics.uses(own);
        }
        if (options.protocol() == Void.class) {
            return metrics.uncounted();
        }
        String type = options.type();
        if (type == null) {
            boolean top = parent.parent() == null;
            return !top || name == null ? untyped(metrics, top) : metrics.type(name);
        }
        return metrics.type(type);
    }

    /** Of those without a name or a type of their own. */
    private TypeStats untyped(SystemMetrics metrics, boolean top) {
        TypeStats known = untyped;
        if (known == null) {
            known = metrics.type(top ? "anonymous" : parent.stats().type() + "/*");
            untyped = known;
        }
        return known;
    }

    /** In no order. */
    synchronized List<Cell<?>> all() {
        return table.all();
    }

    /** False if a live child has the name. */
    private synchronized boolean add(Cell<?> child) {
        if (!isOpen()) {
            throw new ActorStoppedException(
                    "%s is stopping or being reset and spawns no more children".formatted(parent.path()));
        }
        Cell<?> namesake = namesake(child);
        if (isLiving(namesake)) {
            return false;
        }
        put(child, namesake);
        return true;
    }

    /** The child with the name of this one, which gets its place, and so perhaps its name, for that. */
    private @Nullable Cell<?> namesake(Cell<?> child) {
        child.place(++spawned);
        return table.namesake(child);
    }

    private static boolean isLiving(@Nullable Cell<?> child) {
        return child != null && !child.hasEnded();
    }

    /** The live child of this name, which is the given one if there was none; nothing if no more are taken. */
    private @Nullable Cell<?> addIfAbsent(Cell<?> child) {
        List<Cell<?>> leavers = List.of();
        boolean fits = true;
        synchronized (this) {
            Cell<?> namesake = namesake(child);
            if (isLiving(namesake)) {
                return namesake;
            }
            if (!isOpen()) {
                return null;
            }
            if (room != null) {
                leavers = room.leavers(table);
                fits = room.isFree(table);
            }
            if (fits) {
                put(child, namesake);
            }
        }
        leavers.forEach(leaver -> leaver.signal(new Signal.MakeRoom()));
        return fits ? child : null;
    }

    /** Why no child can be spawned on demand. */
    synchronized Reason refusal() {
        return isOpen() && room != null && !room.isFree(table) ? Reason.FULL : Reason.STOPPED;
    }

    /** The child was to make room and has something to do. */
    synchronized void stays(Cell<?> child) {
        if (room != null) {
            room.stays(child);
        }
    }

    private void put(Cell<?> child, @Nullable Cell<?> ended) {
        if (ended != null) {
            table.remove(ended);
        }
        table.add(child);
        child.stats().spawned();
    }

    /** As {@link ChildTable#next}. */
    synchronized int next(int cursor, List<Cell<?>> some) {
        return table.next(cursor, some);
    }

    /** How many there are, with those that are about to end. */
    synchronized int size() {
        return table.size();
    }

    /** Takes no more children; answers those that there are. The last of them to leave is reported to the parent. */
    synchronized List<Cell<?>> close() {
        open = false;
        return all();
    }

    private boolean isOpen() {
        return open && parent.takesChildren();
    }

    /** Takes children again, unless the parent has been abandoned meanwhile. */
    synchronized void reopen() {
        open = parent.isOwned();
    }

    /** The child has ended. True if the parent waits for that and no other is left. */
    synchronized boolean remove(Cell<?> child) {
        if (room != null) {
            room.stays(child);
        }
        return table.remove(child) && table.size() == 0 && !open;
    }
}
