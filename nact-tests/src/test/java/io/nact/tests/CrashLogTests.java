package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.nact.ActorRef;
import io.nact.Behaviors;
import io.nact.event.DeadLetter.Reason;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What goes wrong is logged, but however much goes wrong at once, only a part of it. */
class CrashLogTests {

    private static final int STORM = 1_000;

    /** Far fewer than a storm, far more than are needed to see that there is one. */
    private static final int FEW = 50;

    private static final Pattern LEFT_OUT = Pattern.compile("(\\d+) more .* were not logged");

    private final ManualTime clock = new ManualTime();

    @RegisterExtension
    final Logged logged = new Logged();

    @RegisterExtension
    final TestSystem system = TestSystem.create().with(clock);

    private static Script<Object> crash() {
        return Script.run(context -> {
            throw new IllegalStateException("on purpose");
        });
    }

    private static void awaitTurnsOf(ActorRef<Script<?>> actor) {
        assertReply(actor.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
    }

    /** nact: a crash is told to the standard output at best. */
    @Test
    void aCrashIsLoggedWithItsActorMessageDecisionAndCause() {
        ActorRef<Script<?>> actor =
                system.spawn("actor", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.RESUME)));

        actor.tell(crash());
        awaitTurnsOf(actor);

        assertThat(logged.events()).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.ERROR);
            assertThat(event.getFormattedMessage()).contains(actor.path().toString(), "Script", "RESUME");
            assertThat(event.getThrowableProxy().getMessage()).isEqualTo("on purpose");
        });
    }

    @Test
    void anExceptionThatIsAReplyIsNotLogged() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor().exceptionsAreReplies());

        assertFailure(actor.ask(crash())).isInstanceOf(IllegalStateException.class);
        awaitTurnsOf(actor);

        assertThat(logged.events()).isEmpty();
    }

    @Test
    void aStormOfCrashesIsLoggedInPartAndThenItsSize() {
        ActorRef<Script<?>> actor =
                system.spawn("actor", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.RESUME)));
        for (int i = 0; i < STORM; i++) {
            actor.tell(crash());
        }
        awaitTurnsOf(actor);
        assertFewWereLogged();

        clock.advance(Duration.ofMinutes(1));
        actor.tell(crash());
        awaitTurnsOf(actor);

        assertThat(logged(event -> event.getLevel() == Level.ERROR) + leftOut()).isEqualTo(STORM + 1);
    }

    @Test
    void aStormOfEscalationsIsLoggedInPart() {
        ActorRef<Script<?>> parent =
                system.spawn("parent", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.RESUME)));
        ActorRef<Script<?>> child =
                system.spawn(parent, "child", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.ESCALATE)));
        for (int i = 0; i < STORM; i++) {
            child.tell(crash());
        }
        awaitTurnsOf(child);

        assertFewWereLogged();
    }

    @Test
    void aStormOfPoliciesThatFailIsLoggedInPart() {
        ActorRef<Script<?>> parent =
                system.spawn("parent", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.RESUME)));
        ActorRef<Script<?>> child =
                system.spawn(parent, "child", Script.syncActor().onCrash(crash -> {
                    throw new IllegalStateException("a policy that throws, on purpose");
                }));
        for (int i = 0; i < STORM; i++) {
            child.tell(crash());
        }
        awaitTurnsOf(child);

        assertFewWereLogged();
    }

    /** Each message spawns it, and it cannot start. */
    @Test
    void aStormOfFailedStartsIsLoggedInPart() {
        ActorRef<Script<?>> parent = system.spawn(
                "parent",
                Script.syncActor()
                        .childrenOnDemand(name -> Behaviors.setup(context -> {
                                    throw new IllegalStateException("on purpose");
                                })
                                .passivateAfter(Duration.ofMinutes(1))));
        for (int i = 0; i < STORM; i++) {
            assertFailure(system.<Script<?>>child(parent, "child " + i % 10).ask(Script.reply(context -> 1)))
                    .isInstanceOf(Exception.class);
        }

        assertFewWereLogged();
    }

    @Test
    void aStormOfDeadLettersIsLoggedInPartAndThenItsSize() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());
        system.stopAndWait(actor);
        for (int i = 0; i < STORM; i++) {
            actor.tell(crash());
        }
        assertFewWereLogged();

        clock.advance(Duration.ofMinutes(1));
        actor.tell(crash());

        assertThat(logged(event -> event.getFormattedMessage().contains("Dead letter")) + leftOut())
                .isEqualTo(STORM + 1);
    }

    /** Each leaves something behind when it ends. */
    @Test
    void aStormOfEndsIsLoggedInPart() {
        for (int i = 0; i < STORM; i++) {
            ActorRef<Script<?>> actor = system.spawn(Script.syncActor());
            actor.tell(Script.run(context -> {
                context.self().tell(crash());
                context.stop();
            }));
        }
        await().until(() -> system.live() == 0);

        assertThat(system.deadLetters(Reason.STOPPED)).isEqualTo(STORM);
        assertFewWereLogged();
    }

    /** Guarantee 10: whoever stops a system learns of all that is left. */
    @Test
    void whatIsLeftWhenTheSystemStopsIsReportedInFull() {
        CompletableFuture<Object> never = new CompletableFuture<>();
        try (TestSystem impatient = TestSystem.create()
                .with(options -> options.withStopTimeout(Duration.ofMillis(200)))
                .open()) {
            for (int i = 0; i < 2 * FEW; i++) {
                ActorRef<Script<?>> actor = impatient.spawn(Script.actor());
                actor.tell(Script.async((request, context) -> never));
                actor.tell(crash());
            }
            Waiting.reply(impatient.actors().stop());
        }
        assertThat(logged.from(Level.WARN))
                .filteredOn(entry -> entry.matches(".* has stopped without handling \\d+ Script for 'anonymous'"))
                .hasSize(1);
    }

    @Test
    void aStormOfLastTurnsThatFailIsLoggedInPart() {
        for (int i = 0; i < STORM; i++) {
            system.spawn(Script.syncActor().afterStop((count, context) -> {
                        throw new IllegalStateException("on purpose");
                    }))
                    .tell(Script.run(context -> context.stop()));
        }
        await().until(() -> system.live() == 0);

        assertFewWereLogged();
    }

    private void assertFewWereLogged() {
        assertThat(logged.events()).hasSizeBetween(1, FEW);
    }

    private long logged(Predicate<ILoggingEvent> event) {
        return logged.events().stream().filter(event).count();
    }

    private long leftOut() {
        List<Matcher> found = logged.from(Level.INFO).stream()
                .map(LEFT_OUT::matcher)
                .filter(Matcher::find)
                .toList();
        assertThat(found).hasSize(1);
        return Long.parseLong(found.get(0).group(1));
    }
}
