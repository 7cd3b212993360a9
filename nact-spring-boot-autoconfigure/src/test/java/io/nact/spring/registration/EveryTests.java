package io.nact.spring.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Receive;
import io.nact.Request;
import io.nact.spring.Actor;
import io.nact.spring.EntityActor;
import io.nact.spring.EntityId;
import io.nact.spring.Every;
import io.nact.spring.OnApplicationEvent;
import io.nact.spring.SystemOptionsCustomizer;
import io.nact.supervision.Crash;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.testkit.ManualTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.support.CronExpression;

/** Methods that run again and again do so in the actor's turn, at their times. */
class EveryTests {

    private final ApplicationContextRunner runner =
            ActorContexts.with(Time.class, Ticking.class).withPropertyValues("beat=2s");

    private static List<String> seen(ActorRef<Seen> actor) {
        return actor.call(new Seen());
    }

    @Test
    void runsInTheTurnEachTimeTheIntervalIsOver() {
        runner.run(context -> {
            ActorRef<Seen> ticking = ActorContexts.ref(context, "ticking");
            ManualTime time = context.getBean(ManualTime.class);

            assertThat(seen(ticking)).isEmpty();
            time.advance(Duration.ofSeconds(1));
            assertThat(seen(ticking)).containsExactly("soon");
            for (int second = 2; second <= 4; second++) {
                time.advance(Duration.ofSeconds(1));
                seen(ticking);
            }

            assertThat(seen(ticking)).containsExactly("soon", "beat of ticking", "beat of ticking");
        });
    }

    @Test
    void beginsAnewAfterAReset() {
        runner.run(context -> {
            ActorRef<Seen> ticking = ActorContexts.ref(context, "ticking");
            ManualTime time = context.getBean(ManualTime.class);
            assertThat(seen(ticking)).isEmpty();
            time.advance(Duration.ofSeconds(1));
            assertThat(seen(ticking)).containsExactly("soon");

            assertThatThrownBy(() -> ticking.call(new Seen(true))).isInstanceOf(AssertionError.class);
            assertThat(seen(ticking)).isEmpty();
            time.advance(Duration.ofSeconds(1));

            assertThat(seen(ticking)).containsExactly("soon");
        });
    }

    @Test
    void isSwitchedOffByAMethodThatOverridesIt() {
        ActorContexts.with(Time.class, Resting.class)
                .withPropertyValues("beat=2s")
                .run(context -> {
                    ActorRef<Seen> resting = ActorContexts.ref(context, "resting");
                    assertThat(seen(resting)).isEmpty();

                    context.getBean(ManualTime.class).advance(Duration.ofSeconds(5));

                    assertThat(seen(resting)).containsExactly("soon");
                });
    }

    @Test
    void endsWithTheActor() {
        runner.run(context -> {
            ActorRef<Seen> ticking = ActorContexts.ref(context, "ticking");
            context.getBean(ActorSystem.class).stop(ticking).get();

            context.getBean(ManualTime.class).advance(Duration.ofMinutes(1));

            assertThat(context.getBean(ActorSystem.class).recentDeadLetters()).isEmpty();
        });
    }

    @Test
    void runsByTheClockWithACronExpression() {
        ActorContexts.with(EachSecond.class).run(context -> {
            ActorRef<Seen> actor = ActorContexts.ref(context, "eachSecond");

            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(seen(actor)).hasSizeGreaterThanOrEqualTo(2));

            assertThat(seen(actor).stream().map(EveryTests::secondOf)).doesNotHaveDuplicates();
        });
    }

    private static long secondOf(String instant) {
        // A timer may be a little early by the clock of the wall.
        return Instant.parse(instant).plusMillis(500).getEpochSecond();
    }

    @Test
    void aCronTimerThatIsEarlyIsNotDueTwice() {
        SettableClock clock = new SettableClock(Instant.parse("2026-01-01T02:00:00Z"));
        CronSchedule schedule = new CronSchedule(CronExpression.parse("0 0 3 * * *"), clock);
        assertThat(schedule.first()).isEqualTo(Duration.ofHours(1));

        clock.now = Instant.parse("2026-01-01T02:59:59.9Z");

        assertThat(schedule.next()).isEqualTo(Duration.ofDays(1).plusMillis(100));
    }

    @Test
    void aNewLifeBeforeTheTimeDoesNotMissIt() {
        SettableClock clock = new SettableClock(Instant.parse("2026-01-01T02:00:00Z"));
        CronSchedule schedule = new CronSchedule(CronExpression.parse("0 0 3 * * *"), clock);
        schedule.first();

        clock.now = Instant.parse("2026-01-01T02:30:00Z");

        assertThat(schedule.first()).isEqualTo(Duration.ofMinutes(30));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(
                        Neither.class,
                        "has neither an interval nor a cron expression. Write an interval, such as @Every(\"10s\")"),
                Arguments.of(Both.class, "has both an interval and a cron expression."),
                Arguments.of(DelayedCron.class, "has a cron expression, for which there is no initial delay."),
                Arguments.of(ZonedInterval.class, "has an interval, for which there is no time zone."),
                Arguments.of(BadInterval.class, "has 'soon' where a duration is expected."),
                Arguments.of(Zero.class, "has the interval PT0S and the initial delay PT0S, which are to be positive."),
                Arguments.of(BadCron.class, "has the cron expression 'whenever', which cannot be read:"),
                Arguments.of(
                        NeverCron.class,
                        "has the cron expression '0 0 0 30 2 *', which cannot be read: it has no next time"),
                Arguments.of(
                        NoProperty.class,
                        "has '${nowhere}', for which there is no property. Set that property, or write a default behind a colon"),
                Arguments.of(
                        OnHandler.class,
                        "is annotated with both @Every and @Receive. Put @Every on a method of its own"),
                Arguments.of(
                        OnEntity.class,
                        "is annotated with @Every, which would keep each entity from being passivated. Start a timer"),
                Arguments.of(
                        EventWithoutReceive.class,
                        "is annotated with @OnApplicationEvent, but is no handler. Add @Receive."),
                Arguments.of(
                        EventOnEntity.class,
                        "is annotated with @OnApplicationEvent, but an event says not for which entity it is. Listen in another bean"),
                Arguments.of(TakesMessage.class, "runs without a message, but takes parameters. Write tick() or"),
                Arguments.of(
                        ReturnsValue.class, "returns String, which nobody could receive: it runs without being asked."),
                Arguments.of(Hidden.class, "is private. Remove \"private\" from its declaration."));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void tellsAMistakeAtTheStart(Class<?> type, String message) {
        ActorContexts.with(type)
                .run(context -> assertThat(context.getStartupFailure()).hasMessageContaining(message));
    }

    record Seen(boolean crash) implements Request<List<String>> {

        Seen() {
            this(false);
        }
    }

    @Configuration
    static class Time {

        @Bean(destroyMethod = "")
        ManualTime time() {
            return new ManualTime();
        }

        @Bean
        SystemOptionsCustomizer manualTime(ManualTime time) {
            return options -> options.withScheduler(time).withStuckAfter(null);
        }
    }

    /** At once: nobody advances the time for a back-off. */
    static class Resetting implements SupervisionPolicy {

        @Override
        public Directive decide(Crash crash) {
            return Directive.RESET;
        }
    }

    @Actor(name = "ticking", supervision = Resetting.class)
    static class Ticking {

        private final List<String> seen = new ArrayList<>();

        @Receive
        List<String> seen(Seen message) {
            if (message.crash()) {
                throw new AssertionError("on purpose");
            }
            return List.copyOf(seen);
        }

        @Every("${beat}")
        void beat(ActorContext<Seen> ctx) {
            seen.add("beat of " + ctx.name());
        }

        @Every(interval = "1h", initialDelay = "${early:1s}")
        CompletableFuture<Void> soon() {
            seen.add("soon");
            return CompletableFuture.completedFuture(null);
        }

        @Every("${never:-}")
        void never() {
            seen.add("never");
        }
    }

    @Actor("resting")
    static class Resting extends Ticking {

        @Override
        @Every(Every.OFF)
        void beat(ActorContext<Seen> ctx) {
            super.beat(ctx);
        }
    }

    @Actor("eachSecond")
    static class EachSecond {

        private final List<String> seen = new ArrayList<>();

        @Receive
        List<String> seen(Seen message) {
            return List.copyOf(seen);
        }

        @Every(cron = "* * * * * *", zone = "Europe/Berlin")
        void tick() {
            seen.add(Instant.now().toString());
        }
    }

    static class Base {

        @Receive
        void on(String message) {}
    }

    @Actor
    static class Neither extends Base {
        @Every
        void tick() {}
    }

    @Actor
    static class Both extends Base {
        @Every(interval = "1s", cron = "* * * * * *")
        void tick() {}
    }

    @Actor
    static class DelayedCron extends Base {
        @Every(cron = "* * * * * *", initialDelay = "1m")
        void tick() {}
    }

    @Actor
    static class ZonedInterval extends Base {
        @Every(interval = "1s", zone = "Europe/Berlin")
        void tick() {}
    }

    @Actor
    static class BadInterval extends Base {
        @Every("soon")
        void tick() {}
    }

    @Actor
    static class Zero extends Base {
        @Every("0s")
        void tick() {}
    }

    @Actor
    static class BadCron extends Base {
        @Every(cron = "whenever")
        void tick() {}
    }

    @Actor
    static class NeverCron extends Base {
        @Every(cron = "0 0 0 30 2 *")
        void tick() {}
    }

    @Actor
    static class NoProperty extends Base {
        @Every("${nowhere}")
        void tick() {}
    }

    @Actor
    static class OnHandler {
        @Receive
        @Every("1s")
        void tick(String message) {}
    }

    @EntityActor
    static class OnEntity extends Base {

        OnEntity(@EntityId String id) {}

        @Every("1s")
        void tick() {}
    }

    @Actor
    static class EventWithoutReceive extends Base {
        @OnApplicationEvent
        void on(Integer event) {}
    }

    @EntityActor
    static class EventOnEntity extends Base {

        EventOnEntity(@EntityId String id) {}

        @Receive
        @OnApplicationEvent
        void on(Integer event) {}
    }

    @Actor
    static class TakesMessage extends Base {
        @Every("1s")
        void tick(String message) {}
    }

    @Actor
    static class ReturnsValue extends Base {
        @Every("1s")
        String tick() {
            return "";
        }
    }

    @Actor
    static class Hidden extends Base {
        @Every("1s")
        private void tick() {}
    }

    private static final class SettableClock extends Clock {

        Instant now;

        SettableClock(Instant now) {
            this.now = now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
