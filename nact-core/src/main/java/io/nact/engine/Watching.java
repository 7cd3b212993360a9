package io.nact.engine;

import io.nact.Terminated;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom one actor watches. News counts only while its watch is here, so that nothing arrives after the watch has ended.
 *
 * <p>For the turns of the actor, which may be several at once; hence the monitor.
 */
final class Watching {

    private final Cell<?> watcher;

    private final List<Watch> watches = new ArrayList<>();

    private boolean closed;

    Watching(Cell<?> watcher) {
        this.watcher = watcher;
    }

    /** Watches whoever lives there now. */
    void watch(NamedRef<?> actor, @Nullable Object message) {
        Cell<?> target = actor.cell();
        Watch watch = add(actor, target, message);
        if (watch != null && (target == null || !target.addWatch(watch))) {
            watch.terminated(Terminated.Reason.NOT_FOUND, null);
        }
    }

    /** The new watch; null if there is one of the same actor already, or if the watcher has ended. */
    private synchronized @Nullable Watch add(NamedRef<?> actor, @Nullable Cell<?> target, @Nullable Object message) {
        if (closed) {
            return null;
        }
        for (Watch watch : watches) {
            // Of an actor that has ended the news may be on its way: it is not told twice.
            if (target != null ? watch.target() == target : watch.actor().equals(actor)) {
                watch.message(message);
                return null;
            }
        }
        Watch added = new Watch(watcher, actor, target, message);
        watches.add(added);
        return added;
    }

    synchronized void unwatch(NamedRef<?> actor) {
        watches.removeIf(watch -> watch.actor().equals(actor) && end(watch));
    }

    /** The watcher ends: it watches nobody any more, whatever it says. */
    synchronized void close() {
        closed = true;
        clear();
    }

    /** The watcher's life ends. */
    synchronized void clear() {
        watches.forEach(Watching::end);
        watches.clear();
    }

    private static boolean end(Watch watch) {
        Cell<?> target = watch.target();
        if (target != null) {
            target.removeWatch(watch);
        }
        return true;
    }

    /** What the watcher is to handle for the news: its own message, or the news itself; nothing if it wants none any more. */
    synchronized @Nullable Object news(Signal.WatchedEnded ended) {
        if (!watches.removeIf(watch -> watch == ended.watch())) {
            return null;
        }
        Object own = ended.watch().message();
        return own != null ? own : new Special.News(ended.news());
    }
}
