package io.nact.mailbox;

import java.util.Comparator;
import java.util.Iterator;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Envelopes that wait one behind the other. Guarded by the lock of the mailbox that they wait in. */
interface Line {

    /** Lets the numbered envelope in at its place. If this throws, the line is as it was. */
    void add(Envelope envelope);

    /** Takes the first one out. */
    @Nullable
    Envelope poll();

    /** Shows the envelopes, the first one first, until somebody has seen enough and answers false. */
    void peek(Predicate<Envelope> onlooker);

    /** The number of the one that came first of those in the line, if that of the one that came last is known. */
    int oldest(int newest);

    /** By arrival, linked by the envelopes themselves: it costs nothing while it is empty, however long it has been. */
    final class ByArrival implements Line {

        private @Nullable Envelope first;

        private @Nullable Envelope last;

        @Override
        public void add(Envelope envelope) {
            if (last == null) {
                first = envelope;
            } else {
                last.next = envelope;
            }
            last = envelope;
        }

        @Override
        public @Nullable Envelope poll() {
            Envelope taken = first;
            if (taken != null) {
                first = taken.next;
                last = first == null ? null : last;
                taken.next = null;
            }
            return taken;
        }

        @Override
        public void peek(Predicate<Envelope> onlooker) {
            Envelope at = first;
            while (at != null && onlooker.test(at)) {
                at = at.next;
            }
        }

        @Override
        public int oldest(int newest) {
            return first == null ? newest : first.number;
        }
    }

    /**
     * By the order of the messages, equal ones by arrival.
     *
     * <p>A tree and not a heap, because the order is the user's code: a tree compares only what comes in, before it changes
     * anything, while a heap that is interrupted loses an envelope, and compares again on the actor's thread when one
     * is taken out.
     */
    final class ByOrder implements Line {

        private final TreeSet<Envelope> envelopes;

        ByOrder(Comparator<Object> order) {
            this.envelopes = new TreeSet<>((one, other) -> {
                int difference = order.compare(one.message(), other.message());
                return difference != 0 ? difference : one.number - other.number;
            });
        }

        @Override
        public void add(Envelope envelope) {
            envelopes.add(envelope);
        }

        @Override
        public @Nullable Envelope poll() {
            return envelopes.pollFirst();
        }

        @Override
        public void peek(Predicate<Envelope> onlooker) {
            Iterator<Envelope> all = envelopes.iterator();
            boolean more = true;
            while (more && all.hasNext()) {
                more = onlooker.test(all.next());
            }
        }

        @Override
        public int oldest(int newest) {
            // The distance from the newest one is an order even when the numbers have wrapped around.
            int longest = 0;
            for (Envelope envelope : envelopes) {
                longest = Math.max(longest, newest - envelope.number);
            }
            return newest - longest;
        }
    }
}
