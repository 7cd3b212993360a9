package io.nact.spring.autoconfigure.persistence;

import io.nact.persistence.jdbc.JournalListener;
import io.nact.persistence.jdbc.WriteOutcome;
import java.util.List;

/** Several that are told the same. */
record JournalListeners(List<JournalListener> all) implements JournalListener {

    @Override
    public void written(WriteOutcome outcome, long nanos) {
        all.forEach(one -> one.written(outcome, nanos));
    }

    @Override
    public void batch(int events) {
        all.forEach(one -> one.batch(events));
    }
}
