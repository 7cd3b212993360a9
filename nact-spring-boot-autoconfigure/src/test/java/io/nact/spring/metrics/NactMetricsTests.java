package io.nact.spring.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behaviors;
import io.nact.Request;
import io.nact.SystemOptions;
import io.nact.system.ActorSystems;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NactMetricsTests {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private final ActorSystem system = ActorSystems.create("metered", SystemOptions.defaults());

    @AfterEach
    void stop() {
        system.close();
    }

    @Test
    void countsWhatWaitsAndWhoLives() {
        new NactMetrics(system).bindTo(registry);
        ActorRef<Ping> ref = spawn("ponger");
        ref.tell(new Ping());
        ref.tell(new Ping());
        assertThat(gauge("nact.mailbox.depth")).isEqualTo(2);
        assertThat(gauge("nact.actors")).isEqualTo(1);
        system.start();
        ref.call(new Ping());
        assertThat(gauge("nact.mailbox.depth")).isZero();
        system.stop(ref).join();
        assertThat(gauge("nact.actors")).isZero();
    }

    @Test
    void knowsActorsThatWereSpawnedBefore() {
        spawn("ponger");
        new NactMetrics(system).bindTo(registry);
        assertThat(gauge("nact.actors")).isEqualTo(1);
    }

    @Test
    void timesTurnsWithPercentiles() {
        new NactMetrics(system).bindTo(registry);
        ActorRef<Ping> ref = spawn("ponger");
        system.start();
        for (int i = 0; i < 1000; i++) {
            ref.call(new Ping());
        }
        Timer latency =
                registry.get("nact.processing.latency").tag("actor", "ponger").timer();
        await().untilAsserted(() -> assertThat(latency.count()).isPositive());
        assertThat(Arrays.stream(latency.takeSnapshot().percentileValues()).map(ValueAtPercentile::percentile))
                .containsExactly(0.5, 0.95, 0.99);
    }

    @Test
    void describesEachMeterAndSaysItsUnit() {
        new NactMetrics(system).bindTo(registry);
        spawn("ponger");
        assertThat(registry.getMeters())
                .extracting(Meter::getId)
                .filteredOn(id -> !id.getName().endsWith(".percentile"))
                .hasSize(3)
                .allSatisfy(id -> assertThat(id.getDescription()).isNotBlank());
        assertThat(registry.get("nact.mailbox.depth").gauge().getId().getBaseUnit())
                .isEqualTo("messages");
        assertThat(registry.get("nact.actors").gauge().getId().getBaseUnit()).isEqualTo("actors");
    }

    private ActorRef<Ping> spawn(String name) {
        return system.spawn(
                name,
                Behaviors.stateless(
                        Ping.class, (message, actor) -> actor.replyTo(message).reply("pong")));
    }

    private double gauge(String name) {
        return registry.get(name).tag("actor", "ponger").gauge().value();
    }

    record Ping() implements Request<String> {}
}
