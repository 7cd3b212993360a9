package io.nact.dispatch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** A bounded queue of tasks, first in first out. Any thread may put and take; nothing is allocated. */
/*
 * Tasks from head to before tail are in it, at their number modulo the capacity.
 *
 * A number is won by the CAS of tail (to put there) or of head (to take from there), and numbers are never given twice,
 * so a place has one owner at a time: who won the number as tail until the task is stored, then nobody, then who won it
 * as head until the place is cleared. Others see a place in between as not ready: offer() meets a task that its taker has
 * still to clear, and says full; poll() meets a place whose task has still to be stored, and says empty.
 *
 * Is a place that offer() sees empty perhaps one whose last task is not even stored? No: end - head < capacity says that
 * its number has been taken, which happened after the store. Does poll() see a task that somebody has taken already? No:
 * first < tail says that the number has been won, which happened after the place was seen cleared. Tasks are stored by
 * release and read by acquire, so that who takes one sees what was done before it was put; clearing needs no more than
 * opaque, for the order at one place. The CAS of tail is volatile because of the handshake in Crew: who puts a task then
 * looks for resting workers, and who goes to rest then reads head and tail.
 */
final class TaskRing {

    private static final VarHandle TASK = MethodHandles.arrayElementVarHandle(Runnable[].class);

    private static final VarHandle HEAD;

    private static final VarHandle TAIL;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            HEAD = lookup.findVarHandle(TaskRing.class, "head", long.class);
            TAIL = lookup.findVarHandle(TaskRing.class, "tail", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final @Nullable Runnable[] tasks;

    private volatile long head;

    private volatile long tail;

    /** The capacity must be a power of two. */
    TaskRing(int capacity) {
        this.tasks = new Runnable[capacity];
    }

    /** False if it is full. */
    boolean offer(Runnable task) {
        for (; ; ) {
            long end = tail;
            int place = place(end);
            if (end - head >= tasks.length || TASK.getOpaque(tasks, place) != null) {
                if (end == tail) {
                    return false;
                }
            } else if (TAIL.compareAndSet(this, end, end + 1)) {
                TASK.setRelease(tasks, place, task);
                return true;
            }
        }
    }

    @Nullable
    Runnable poll() {
        for (; ; ) {
            long first = head;
            if (first >= tail) {
                return null;
            }
            int place = place(first);
            Runnable task = (Runnable) TASK.getAcquire(tasks, place);
            if (task == null) {
                if (first == head) {
                    return null;
                }
            } else if (HEAD.compareAndSet(this, first, first + 1)) {
                TASK.setOpaque(tasks, place, (Runnable) null);
                return task;
            }
        }
    }

    /** Whether nobody has put anything that is not taken; a task that is just being put counts. */
    boolean isEmpty() {
        return head >= tail;
    }

    private int place(long number) {
        return (int) number & (tasks.length - 1);
    }
}
