package io.nact.mailbox;

import org.jspecify.annotations.Nullable;

/** Envelopes that wait one behind the other. Guarded by the lock of the mailbox that they wait in. */
interface Line {

    /** Lets the numbered envelope in at its place. */
    void add(Envelope envelope);

    /** Takes the first one out. */
    @Nullable
    Envelope poll();

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
    }
}
