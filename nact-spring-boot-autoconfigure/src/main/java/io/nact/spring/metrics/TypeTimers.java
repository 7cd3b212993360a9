package io.nact.spring.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.nact.metrics.ActorMetrics.TurnRecorder;
import io.nact.metrics.Answer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The timers of one type in one registry. */
final class TypeTimers implements TurnRecorder {

    private final BoundMeters bound;

    private final MeterRegistry registry;

    private final Tags tags;

    private final Timer latency;

    private final Timer wait;

    /** Each registered when the first ask ends so. */
    private final AtomicReferenceArray<Timer> asks = new AtomicReferenceArray<>(Answer.values().length);

    TypeTimers(BoundMeters bound, MeterRegistry registry, Tags tags) {
        this.bound = bound;
        this.registry = registry;
        this.tags = tags;
        this.latency = register(Timer.builder("nact.processing.latency")
                .description(
                        "Time from the start to the end of a turn; sampled under load, but for turns on which an asker waits")
                .publishPercentiles(0.5, 0.95, 0.99));
        this.wait = register(
                Timer.builder("nact.mailbox.wait")
                        .description(
                                "Time from the sending of a message to the start of its turn; sampled under load, but for asks"));
    }

    private Timer register(Timer.Builder timer) {
        Timer registered = timer.tags(tags).register(registry);
        return bound.added(registered, registered);
    }

    @Override
    public void record(long nanos) {
        latency.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void waited(long nanos) {
        wait.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void answered(Answer answer, long nanos) {
        Timer known = asks.get(answer.ordinal());
        Timer timer = known != null ? known : ask(answer);
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer ask(Answer answer) {
        Timer added = register(Timer.builder("nact.ask.latency")
                .description("Time from the sending of an ask to its end, as the asker sees it")
                .tag("outcome", answer.label()));
        asks.set(answer.ordinal(), added);
        return added;
    }
}
