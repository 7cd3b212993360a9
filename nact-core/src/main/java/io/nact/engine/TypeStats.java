package io.nact.engine;

import io.nact.metrics.ActorMetrics.TurnRecorder;
import io.nact.metrics.ActorMetrics.TypeMetrics;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is counted about the actors of one type. */
final class TypeStats implements TypeMetrics {

    private static final Logger log = LoggerFactory.getLogger(TypeStats.class);

    private final LocalSystem system;

    private final String type;

    private final LongAdder live = new LongAdder();

    private final CopyOnWriteArrayList<TurnRecorder> recorders = new CopyOnWriteArrayList<>();

    TypeStats(LocalSystem system, String type) {
        this.system = system;
        this.type = type;
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public long live() {
        return live.sum();
    }

    @Override
    public long waiting() {
        return Directory.all(system.root()).stream()
                .filter(actor -> actor.stats() == this)
                .mapToLong(Cell::waiting)
                .sum();
    }

    LocalSystem system() {
        return system;
    }

    void spawned() {
        live.increment();
    }

    void ended() {
        live.decrement();
    }

    void addRecorder(TurnRecorder recorder) {
        recorders.add(recorder);
    }

    /** Whether anybody wants to know how long turns take. */
    boolean isMeasured() {
        return !recorders.isEmpty();
    }

    void record(long nanos) {
        for (TurnRecorder recorder : recorders) {
            try {
                recorder.record(nanos);
            } catch (Throwable failure) {
                recorders.remove(recorder);
                log.error("A recorder of turns of {} failed and is not used any more", type, failure);
            }
        }
    }
}
