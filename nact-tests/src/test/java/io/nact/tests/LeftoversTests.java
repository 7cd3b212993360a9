package io.nact.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.nact.ActorRef;
import io.nact.Behaviors;
import io.nact.Entities;
import io.nact.entity.EntityKinds;
import io.nact.event.DeadLetter.Reason;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Guarantee 10: what is left when a system stops is reported by type. */
class LeftoversTests {

    private static final Pattern LINE =
            Pattern.compile("'test-\\d+' has stopped without handling (\\d+) (.+) for '(.+)'");

    private final ManualTime clock = new ManualTime();

    @RegisterExtension
    final Logged logged = new Logged();

    @RegisterExtension
    final TestSystem system = TestSystem.create().with(clock);

    private final Gate gate = new Gate();

    private final Probe<String> begun = new Probe<>();

    record Order(int number) {}

    record Refund(int number) {}

    private ActorRef<Object> held(String name, AtomicInteger handled) {
        return system.spawn(name, Behaviors.stateful(Object.class, 1, (count, message, context) -> {
            if (count == 500) {
                gate.pass();
            }
            handled.incrementAndGet();
            return count + 1;
        }));
    }

    private Script<Object> waiting(CompletableFuture<Object> stage) {
        return Script.async((request, context) -> {
            begun.saw(context.name());
            return stage;
        });
    }

    /** Stops the system, and lets the turns end when their actors have learned of it. */
    private void stopBefore(CompletableFuture<Object> stage, Stream<ActorRef<Script<?>>> actors) {
        CompletableFuture<Void> stopped = system.actors().stop();
        actors.forEach(system::stop);
        stage.complete("now");
        Waiting.reply(stopped);
    }

    private List<String> report() {
        return logged.from(Level.WARN).stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> "%s %s %s".formatted(line.group(3), line.group(2), line.group(1)))
                .toList();
    }

    /** What the time is not enough for. */
    @Test
    void eachOfAThousandMessagesIsHandledOrReported() {
        AtomicInteger handled = new AtomicInteger();
        ActorRef<Object> shop = held("shop", handled);
        for (int i = 0; i < 800; i++) {
            shop.tell(new Order(i));
        }
        for (int i = 0; i < 200; i++) {
            shop.tell(new Refund(i));
        }
        gate.awaitReached();

        CompletableFuture<Void> stopped = system.actors().stopAfterDrain(Duration.ofSeconds(10));
        clock.advance(Duration.ofMillis(7500));
        // The actor learns of it before it goes on.
        system.stop(shop);
        gate.open();

        Waiting.reply(stopped);
        assertThat(handled).hasValue(500);
        assertThat(report()).containsExactly("shop Order 300", "shop Refund 200");
        assertThat(system.deadLetters(Reason.STOPPED)).isEqualTo(500);
    }

    @Test
    void nothingIsReportedIfNothingIsLeft() {
        system.spawn("shop", Behaviors.stateless((message, context) -> {})).tell(new Order(1));

        CompletableFuture<Void> stopped = system.actors().stopAfterDrain(Duration.ofHours(1));
        await().until(() -> {
            clock.advance(Duration.ofMillis(10));
            return stopped.isDone();
        });

        assertThat(logged.events()).isEmpty();
    }

    @Test
    void entitiesAreReportedByTheirKind() {
        CompletableFuture<Object> never = new CompletableFuture<>();
        Entities<Script<?>> accounts =
                EntityKinds.register(system.actors(), "account", Script.actor(), Duration.ofHours(1));
        for (int i = 0; i < 30; i++) {
            accounts.get("secret-" + i).tell(waiting(never));
            accounts.get("secret-" + i).tell(Script.run(context -> {}));
        }
        begun.next(30);

        stopBefore(never, IntStream.range(0, 30).mapToObj(i -> accounts.get("secret-" + i)));

        assertThat(report()).containsExactly("account Script 30");
        assertThat(logged.events())
                .extracting(event -> event.getFormattedMessage())
                .noneMatch(line -> line.contains("secret"));
    }

    @Test
    void theReportIsBounded() {
        CompletableFuture<Object> never = new CompletableFuture<>();
        List<ActorRef<Script<?>>> actors = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            ActorRef<Script<?>> actor = system.spawn("actor-" + i, Script.actor());
            actors.add(actor);
            actor.tell(waiting(never));
            actor.tell(Script.run(context -> {}));
        }
        begun.next(200);

        stopBefore(never, actors.stream());

        assertThat(report()).hasSizeBetween(51, 60);
        assertThat(report().get(0)).startsWith("other other messages 1");
        assertThat(report().stream()
                        .mapToInt(line -> Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1)))
                        .sum())
                .isEqualTo(200);
    }

    @Test
    void whatIsToldToAStoppedSystemIsLoggedAgain() {
        ActorRef<Object> shop = system.spawn("shop", Behaviors.stateless((message, context) -> {}));
        Waiting.reply(system.actors().stop());

        shop.tell(new Order(1));

        assertThat(logged.from(Level.INFO))
                .containsExactly("Dead letter: Order to %s (stopped)".formatted(shop.path()));
    }
}
