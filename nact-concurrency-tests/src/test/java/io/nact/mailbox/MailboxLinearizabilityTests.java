package io.nact.mailbox;

import io.nact.concurrency.Lincheck;
import io.nact.mailbox.Mailbox.Offer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever many senders and one owner do at once to a mailbox, it is as if they had done it one after the other. */
class MailboxLinearizabilityTests {

    @Test
    void itIsAQueueAndARightToRun() {
        Lincheck.modelCheck(Running.class, RunningModel.class);
    }

    @Test
    void itIsAQueueAndARightToRunUnderStress() {
        Lincheck.stress(Running.class, RunningModel.class);
    }

    @Test
    void itIsFullAndClosed() {
        Lincheck.modelCheck(Closing.class, ClosingModel.class);
    }

    @Test
    void itIsFullAndClosedUnderStress() {
        Lincheck.stress(Closing.class, ClosingModel.class);
    }

    public static class Running extends RunningOperations {

        public Running() {
            super(new Real(Mailboxes.unbounded()));
        }
    }

    public static class RunningModel extends RunningOperations {

        public RunningModel() {
            super(new Model(Integer.MAX_VALUE));
        }
    }

    public static class Closing extends ClosingOperations {

        public Closing() {
            super(new Real(Mailboxes.bounded(2)));
        }
    }

    public static class ClosingModel extends ClosingOperations {

        public ClosingModel() {
            super(new Model(2));
        }
    }

    /**
     * An actor that goes idle and is run again. The owner, who begins as such, does nothing while the right to run is not
     * its own; who else takes the right out keeps it.
     */
    @Param(name = "message", gen = IntGen.class, conf = "1:9")
    public abstract static class RunningOperations {

        private final Box box;

        private boolean owning = true;

        RunningOperations(Box box) {
            this.box = box;
        }

        @Operation
        public Offer offer(@Param(name = "message") int message) {
            return box.offer(message);
        }

        /** Others may see that the owner rests although it then goes on after all. */
        @Operation(nonParallelGroup = "owner")
        public boolean isIdle() {
            return box.isIdle();
        }

        @Operation(nonParallelGroup = "owner")
        public boolean own() {
            owning = owning || box.claim();
            return owning;
        }

        @Operation(nonParallelGroup = "owner")
        public @Nullable Integer poll() {
            return owning ? box.poll() : null;
        }

        @Operation(nonParallelGroup = "owner")
        public boolean rest() {
            boolean rested = owning && box.rest();
            owning = owning && !rested;
            return rested;
        }
    }

    /** An actor with a bound that is on its way out, and runs until then. */
    @Param(name = "message", gen = IntGen.class, conf = "1:9")
    public abstract static class ClosingOperations {

        private final Box box;

        ClosingOperations(Box box) {
            this.box = box;
        }

        @Operation
        public Offer offer(@Param(name = "message") int message) {
            return box.offer(message);
        }

        @Operation
        public boolean claim() {
            return box.claim();
        }

        @Operation
        public boolean isClosed() {
            return box.isClosed();
        }

        @Operation(nonParallelGroup = "owner")
        public @Nullable Integer poll() {
            return box.poll();
        }

        @Operation(nonParallelGroup = "owner")
        public int depth() {
            return box.depth();
        }

        @Operation(nonParallelGroup = "owner", runOnce = true)
        public boolean closeIfEmpty() {
            return box.closeIfEmpty();
        }

        @Operation(nonParallelGroup = "owner", runOnce = true)
        public List<Integer> close() {
            return box.close();
        }
    }

    /** A mailbox of numbers. */
    interface Box {

        Offer offer(int message);

        boolean claim();

        boolean isIdle();

        boolean isClosed();

        @Nullable
        Integer poll();

        int depth();

        boolean rest();

        boolean closeIfEmpty();

        List<Integer> close();
    }

    private static final class Real implements Box {

        private final Mailbox mailbox;

        Real(MailboxFactory kind) {
            mailbox = kind.create(dropped -> {});
            mailbox.claim();
        }

        @Override
        public Offer offer(int message) {
            return mailbox.offer(new Envelope(message));
        }

        @Override
        public boolean claim() {
            return mailbox.claim();
        }

        @Override
        public boolean isIdle() {
            return mailbox.isIdle();
        }

        @Override
        public boolean isClosed() {
            return mailbox.isClosed();
        }

        @Override
        public @Nullable Integer poll() {
            Envelope next = mailbox.poll();
            if (next == null) {
                return null;
            }
            Integer message = (Integer) next.message();
            next.clear();
            return message;
        }

        @Override
        public int depth() {
            return mailbox.depth();
        }

        @Override
        public boolean rest() {
            return mailbox.rest();
        }

        @Override
        public boolean closeIfEmpty() {
            return mailbox.closeIfEmpty();
        }

        @Override
        public List<Integer> close() {
            return mailbox.close().stream()
                    .map(envelope -> (Integer) envelope.message())
                    .toList();
        }
    }

    /** What a mailbox would be if only one thread used it. */
    private static final class Model implements Box {

        private final int capacity;

        private final Deque<Integer> waiting = new ArrayDeque<>();

        private boolean idle;

        private boolean closed;

        Model(int capacity) {
            this.capacity = capacity;
        }

        @Override
        public Offer offer(int message) {
            if (closed) {
                return Offer.CLOSED;
            }
            if (waiting.size() >= capacity) {
                return Offer.FULL;
            }
            waiting.add(message);
            return claim() ? Offer.WAKE : Offer.QUEUED;
        }

        @Override
        public boolean claim() {
            boolean claimed = idle;
            idle = false;
            return claimed;
        }

        @Override
        public boolean isIdle() {
            return idle;
        }

        @Override
        public boolean isClosed() {
            return closed;
        }

        @Override
        public @Nullable Integer poll() {
            return waiting.poll();
        }

        @Override
        public int depth() {
            return waiting.size();
        }

        @Override
        public boolean rest() {
            idle = !closed && waiting.isEmpty();
            return closed || idle;
        }

        @Override
        public boolean closeIfEmpty() {
            boolean closes = !closed && waiting.isEmpty();
            closed = closed || closes;
            return closes;
        }

        @Override
        public List<Integer> close() {
            List<Integer> left = List.copyOf(waiting);
            waiting.clear();
            closed = true;
            return left;
        }
    }
}
