package io.nact.time;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lists of timers by number, first in first out, linked by the timers themselves. For one thread. */
final class TimerLists {

    /** The first's previous is the last, the last's next is null. */
    private final @Nullable PendingTimer[] first;

    TimerLists(int count) {
        first = new PendingTimer[count];
    }

    boolean isEmpty(int list) {
        return first[list] == null;
    }

    void append(int list, PendingTimer timer) {
        PendingTimer head = first[list];
        if (head == null) {
            first[list] = timer;
            timer.previous = timer;
        } else {
            PendingTimer last = Objects.requireNonNull(head.previous);
            last.next = timer;
            timer.previous = last;
            head.previous = timer;
        }
    }

    /** Takes the timer out of the list in which it is. */
    void remove(int list, PendingTimer timer) {
        PendingTimer head = Objects.requireNonNull(first[list]);
        PendingTimer before = Objects.requireNonNull(timer.previous);
        PendingTimer after = timer.next;
        if (timer == head) {
            first[list] = after;
        } else {
            before.next = after;
        }
        if (after != null) {
            after.previous = before;
        } else {
            head.previous = before;
        }
        timer.next = null;
        timer.previous = null;
    }

    @Nullable
    PendingTimer poll(int list) {
        PendingTimer head = first[list];
        if (head != null) {
            remove(list, head);
        }
        return head;
    }
}
