package io.nact.dashboard;

import io.nact.metrics.ActorMetrics;
import io.nact.metrics.ActorMetrics.Registration;
import io.nact.metrics.ActorMetrics.TurnRecorder;
import io.nact.metrics.ActorMetrics.TypeMetrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How long turns take, by type, from when it is made until it is closed. */
final class Latencies implements AutoCloseable {

    private final Map<String, Histogram> types = new ConcurrentHashMap<>();

    private final Registration listening;

    Latencies(ActorMetrics metrics) {
        this.listening = metrics.listen(this::recorder);
    }

    private TurnRecorder recorder(TypeMetrics type) {
        return histogram(type.type())::record;
    }

    Histogram histogram(String type) {
        return types.computeIfAbsent(type, name -> new Histogram());
    }

    @Override
    public void close() {
        listening.close();
    }
}
