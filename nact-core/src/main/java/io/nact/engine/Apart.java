package io.nact.engine;

import io.nact.metrics.Counted;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Things by name, of which so many are told apart: what comes beyond is one more for all of them together, so that names
 * that are made up at run time do not fill the heap. Any thread.
 */
final class Apart<T> {

    private final Object lock;

    private final int most;

    private final Function<String, T> made;

    private final Map<String, T> known = new ConcurrentHashMap<>();

    /**
     * @param lock held while one is made
     * @param made makes one for a name, once for each
     */
    Apart(Object lock, int most, Function<String, T> made) {
        this.lock = lock;
        this.most = most;
        this.made = made;
    }

    T of(String name) {
        T present = known.get(name);
        if (present == null && known.size() >= most) {
            // Without the lock, for there may be a name too many in each message.
            present = known.get(Counted.OTHER);
        }
        return present != null ? present : add(name);
    }

    private T add(String name) {
        synchronized (lock) {
            T present = known.get(name);
            if (present != null) {
                return present;
            }
            if (known.size() >= most && !name.equals(Counted.OTHER)) {
                return of(Counted.OTHER);
            }
            T added = made.apply(name);
            known.put(name, added);
            return added;
        }
    }

    Map<String, T> byName() {
        return known;
    }
}
