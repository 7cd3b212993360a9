package io.nact.persistence.jdbc;

import io.nact.persistence.journal.PersistRejectedException;
import io.nact.persistence.journal.SequenceConflictException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a listener, if there is one, and lets nothing of it into the writing. */
record Listening(@Nullable JournalListener listener) {

    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);

    /** Tells how the write ends, once it has. */
    void until(Write write) {
        if (listener != null) {
            write.whenAnswered(failure -> {
                WriteOutcome outcome = outcome(failure);
                tell(told -> told.written(outcome, write.age()));
            });
        }
    }

    /** A write was not even tried. */
    void refused() {
        tell(told -> told.written(WriteOutcome.UNAVAILABLE, 0));
    }

    void batch(List<Write> writes) {
        if (listener != null) {
            int events = writes.stream().mapToInt(Write::events).sum();
            tell(told -> told.batch(events));
        }
    }

    private static WriteOutcome outcome(@Nullable Throwable failure) {
        if (failure == null) {
            return WriteOutcome.STORED;
        }
        if (failure instanceof SequenceConflictException) {
            return WriteOutcome.CONFLICT;
        }
        return failure instanceof PersistRejectedException ? WriteOutcome.REJECTED : WriteOutcome.UNAVAILABLE;
    }

    private void tell(Consumer<JournalListener> news) {
        if (listener != null) {
            try {
                news.accept(listener);
            } catch (RuntimeException thrown) {
                LOG.warn("A listener to the journal threw", thrown);
            }
        }
    }
}
