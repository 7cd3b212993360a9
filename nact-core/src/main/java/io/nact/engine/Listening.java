package io.nact.engine;

import io.nact.metrics.ActorMetrics.Listener;
import io.nact.metrics.ActorMetrics.TurnRecorder;
import io.nact.metrics.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What somebody who listens has been told, so that it can be taken back. Guarded by the lock of the metrics. */
final class Listening {

    private static final Logger log = LoggerFactory.getLogger(Listening.class);

    private final Listener listener;

    private final List<Recording> recordings = new ArrayList<>();

    private record Recording(TypeStats type, TurnRecorder recorder) {

        void end() {
            type.removeRecorder(recorder);
        }
    }

    Listening(Listener listener) {
        this.listener = listener;
    }

    /** A listener that fails must not keep an actor from being spawned. */
    void tell(TypeStats type) {
        try {
            TurnRecorder recorder = listener.typeAdded(type);
            type.addRecorder(recorder);
            recordings.add(new Recording(type, recorder));
        } catch (Throwable failure) {
            log.error("A listener to actor types failed on {}", type.type(), failure);
        }
    }

    void tell(String dispatcher) {
        try {
            listener.dispatcherAdded(dispatcher);
        } catch (Throwable failure) {
            log.error("A listener to actor types failed on the dispatcher {}", dispatcher, failure);
        }
    }

    /** Nor must it keep a message from being handled. */
    void tell(TypeStats type, Counted what, LongSupplier count) {
        try {
            listener.countAdded(type, what, count);
        } catch (Throwable failure) {
            log.error("A listener to actor types failed on {} of {}", what, type.type(), failure);
        }
    }

    void end() {
        recordings.forEach(Recording::end);
        recordings.clear();
    }
}
