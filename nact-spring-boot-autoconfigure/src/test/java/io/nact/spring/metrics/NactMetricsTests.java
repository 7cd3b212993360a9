package io.nact.spring.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Entities;
import io.nact.Request;
import io.nact.SystemOptions;
import io.nact.entity.EntityKinds;
import io.nact.system.ActorSystems;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
                .hasSize(8)
                .allSatisfy(id -> assertThat(id.getDescription()).isNotBlank())
                .allSatisfy(id -> assertThat(id.getBaseUnit()).isNotBlank());
        assertThat(registry.get("nact.mailbox.depth").gauge().getId().getBaseUnit())
                .isEqualTo("messages");
        assertThat(registry.get("nact.mailbox.age").gauge().getId().getBaseUnit())
                .isEqualTo("seconds");
        assertThat(registry.get("nact.actors").gauge().getId().getBaseUnit()).isEqualTo("actors");
    }

    @Test
    void theAgeOfWhatWaitsGrowsWithTheClock() {
        ManualTime clock = new ManualTime();
        try (ActorSystem timed =
                ActorSystems.create("timed", SystemOptions.defaults().withScheduler(clock))) {
            new NactMetrics(timed).bindTo(registry);
            timed.spawn("ponger", Behaviors.stateless((message, actor) -> {})).tell("waits for the start");
            assertThat(gauge("nact.mailbox.age")).isZero();
            for (int second = 1; second <= 10; second++) {
                clock.advance(Duration.ofSeconds(1));
                assertThat(gauge("nact.mailbox.age")).isEqualTo(second);
            }
        }
    }

    @Test
    void timesTheWaitAndTheAskAsTheAskerSeesIt() {
        new NactMetrics(system).bindTo(registry);
        ActorRef<Ping> ref = spawn("ponger");
        CompletableFuture<String> asked = ref.ask(new Ping());
        system.start();
        assertThat(asked).succeedsWithin(Duration.ofSeconds(10));

        Timer wait = registry.get("nact.mailbox.wait").tag("actor", "ponger").timer();
        Timer ask = registry.get("nact.ask.latency")
                .tags("actor", "ponger", "outcome", "reply")
                .timer();
        assertThat(wait.count()).isOne();
        assertThat(ask.count()).isOne();
        assertThat(ask.totalTime(TimeUnit.NANOSECONDS)).isGreaterThanOrEqualTo(wait.totalTime(TimeUnit.NANOSECONDS));
    }

    @Test
    void countsDeadLettersByReason() {
        new NactMetrics(system).bindTo(registry);
        ActorRef<Ping> ref = spawn("ponger");
        system.start();
        system.stop(ref).join();
        ref.tell(new Ping());
        ref.tell(new Ping());

        assertThat(registry.get("nact.dead.letters")
                        .tags("actor", "ponger", "reason", "stopped")
                        .functionCounter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void hasAsManyMetersForAHundredThousandEntitiesAsForOne() {
        new NactMetrics(system).bindTo(registry);
        system.start();
        Entities<Ping> pongers = EntityKinds.register(system, "ponger", ponger(), Duration.ofHours(1), 200_000);
        pongers.get("first").call(new Ping());
        int meters = registry.getMeters().size();

        for (int i = 1; i < 100_000; i++) {
            pongers.get("ponger " + i).tell(new Ping());
        }
        await().untilAsserted(() -> assertThat(registry.get("nact.messages")
                        .tags("actor", "ponger", "outcome", "handled")
                        .functionCounter()
                        .count())
                .isEqualTo(100_000));

        assertThat(gauge("nact.actors")).isEqualTo(100_000);
        assertThat(gauge("nact.mailbox.depth")).isZero();
        assertThat(registry.getMeters()).hasSize(meters);
    }

    @Test
    void metersSeveralRegistriesAndIsGoneFromAllWhenItIsClosed() {
        SimpleMeterRegistry other = new SimpleMeterRegistry();
        NactMetrics metrics = new NactMetrics(system);
        metrics.bindTo(registry);
        metrics.bindTo(other);
        system.start();
        spawn("ponger").call(new Ping());
        assertThat(registry.getMeters()).hasSameSizeAs(other.getMeters()).isNotEmpty();

        metrics.close();
        assertThat(registry.getMeters()).isEmpty();
        assertThat(other.getMeters()).isEmpty();

        spawn("late").call(new Ping());
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void whoeverClosesThemFindsThemGoneWhileAnotherThreadStillRemovesThem() throws Exception {
        NactMetrics metrics = new NactMetrics(system);
        metrics.bindTo(registry);
        spawn("ponger");
        CountDownLatch removing = new CountDownLatch(1);
        CompletableFuture<Void> goOn = new CompletableFuture<>();
        registry.config().onMeterRemoved(meter -> {
            removing.countDown();
            goOn.orTimeout(10, TimeUnit.SECONDS).join();
        });
        CompletableFuture<Void> first = CompletableFuture.runAsync(metrics::close);
        assertThat(removing.await(10, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Integer> left = new CompletableFuture<>();
        Thread second = new Thread(() -> {
            metrics.close();
            left.complete(registry.getMeters().size());
        });
        second.start();
        await().until(() -> left.isDone() || second.getState() == Thread.State.BLOCKED);
        goOn.complete(null);

        assertThat(left).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(0);
        first.join();
    }

    @Test
    void isGoneWhenTheSystemHasStopped() {
        new NactMetrics(system).bindTo(registry);
        system.start();
        spawn("ponger").call(new Ping());

        system.stop().join();

        await().untilAsserted(() -> assertThat(registry.getMeters()).isEmpty());
    }

    private ActorRef<Ping> spawn(String name) {
        return system.spawn(name, ponger());
    }

    private static Behavior<Ping> ponger() {
        return Behaviors.stateless(
                Ping.class, (message, actor) -> actor.replyTo(message).reply("pong"));
    }

    private double gauge(String name) {
        return registry.get(name).tag("actor", "ponger").gauge().value();
    }

    record Ping() implements Request<String> {}
}
