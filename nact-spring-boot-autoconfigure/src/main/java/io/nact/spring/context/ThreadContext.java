package io.nact.spring.context;

import io.micrometer.context.ThreadLocalAccessor;
import io.nact.ContextPropagation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes along the thread-local values that accessors of Micrometer's context propagation know. What is captured is an array
 * with a place for each accessor; where no accessor finds a value it is nothing, and costs but the looks.
 */
public final class ThreadContext implements ContextPropagation {

    /** More values than anybody leaves behind one upon the other; else an accessor does not let go of its value. */
    private static final int DEPTH = 64;

    private final List<ThreadLocalAccessor<Object>> accessors;

    private final Set<Object> ofTimers;

    /** Of these accessors: values are set in their order, and put back in the reverse one. With timers goes nothing. */
    public ThreadContext(List<? extends ThreadLocalAccessor<?>> accessors) {
        this(accessors, Set.of());
    }

    /**
     * As {@link #ThreadContext(List)}.
     *
     * @param ofTimers the keys of those whose values go with timers too
     */
    @SuppressWarnings("unchecked") // each is given what it has answered
    public ThreadContext(List<? extends ThreadLocalAccessor<?>> accessors, Set<Object> ofTimers) {
        this.ofTimers = Set.copyOf(ofTimers);
        this.accessors = accessors.stream()
                .map(accessor -> (ThreadLocalAccessor<Object>) accessor)
                .toList();
    }

    @Override
    public @Nullable Object capture() {
        return captured();
    }

    private @Nullable Object @Nullable [] captured() {
        @Nullable Object[] values = null;
        for (int i = 0; i < accessors.size(); i++) {
            Object value = value(accessors.get(i));
            if (value != null) {
                values = values == null ? new Object[accessors.size()] : values;
                values[i] = value;
            }
        }
        return values;
    }

    @Override
    public @Nullable Object captureForTimer() {
        @Nullable Object[] values = ofTimers.isEmpty() ? null : captured();
        boolean any = false;
        for (int i = 0; values != null && i < values.length; i++) {
            values[i] = ofTimers.contains(accessors.get(i).key()) ? values[i] : null;
            any |= values[i] != null;
        }
        return any ? values : null;
    }

    @Override
    @SuppressWarnings("unchecked") // what capture answered
    public void run(@Nullable Object captured, Runnable task) {
        boolean clean = isClean();
        if (clean && captured == null) {
            try {
                task.run();
            } finally {
                clear();
            }
            return;
        }
        @Nullable Object[] values = captured == null ? new Object[accessors.size()] : (@Nullable Object[]) captured;
        @Nullable Object[] before = enter(values);
        try {
            task.run();
        } finally {
            leave(before);
            if (clean) {
                clear();
            }
        }
    }

    private @Nullable Object[] enter(@Nullable Object[] values) {
        @Nullable Object[] before = new Object[values.length];
        int entered = 0;
        try {
            for (; entered < values.length; entered++) {
                before[entered] = value(accessors.get(entered));
                set(accessors.get(entered), values[entered]);
            }
        } finally {
            if (entered < values.length) {
                leave(Arrays.copyOf(before, entered));
            }
        }
        return before;
    }

    private static void set(ThreadLocalAccessor<Object> accessor, @Nullable Object value) {
        if (value == null) {
            accessor.setValue();
        } else {
            accessor.setValue(value);
        }
    }

    private void leave(@Nullable Object[] before) {
        for (int i = before.length - 1; i >= 0; i--) {
            ThreadLocalAccessor<Object> accessor = accessors.get(i);
            Object value = before[i];
            if (value == null) {
                accessor.restore();
            } else {
                accessor.restore(value);
            }
        }
    }

    private boolean isClean() {
        for (int i = 0; i < accessors.size(); i++) {
            if (value(accessors.get(i)) != null) {
                return false;
            }
        }
        return true;
    }

    /** Removes what a task has left behind. */
    private void clear() {
        for (int i = accessors.size() - 1; i >= 0; i--) {
            ThreadLocalAccessor<Object> accessor = accessors.get(i);
            for (int left = DEPTH; left > 0 && value(accessor) != null; left--) {
                accessor.restore();
            }
        }
    }

    private static @Nullable Object value(ThreadLocalAccessor<Object> accessor) {
        Object value = accessor.getValue();
        return value instanceof Map<?, ?> map && map.isEmpty() ? null : value;
    }
}
