package io.nact.tests;

import static io.nact.tests.Script.settle;
import static io.nact.tests.Waiting.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.Behaviors;
import io.nact.MailboxFullException;
import io.nact.event.ActorEvent;
import io.nact.mailbox.Mailboxes;
import io.nact.mailbox.Overflow;
import io.nact.supervision.Directive;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.SettingDescriptor;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What the JDK's flight recorder learns of actors, read back from a recording. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class FlightRecorderTests {

    private static final String HANDLED = "io.nact.MessageHandled";

    @RegisterExtension
    final TestSystem system;

    private final Recording recording = new Recording();

    @TempDir
    Path directory;

    FlightRecorderTests(Engines engine) {
        system = TestSystem.on(engine).with(options -> options.withStuckAfter(Duration.ofMillis(200)));
    }

    /** The engine has run before, as in an application that is recorded when it has been up for days. */
    @BeforeEach
    void record() {
        settle(system.spawn("warm-up", Script.actor()));
        recording.start();
    }

    @AfterEach
    void close() {
        recording.close();
    }

    private List<RecordedEvent> recorded(String name) throws Exception {
        Path file = directory.resolve("recording.jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals(name))
                .toList();
    }

    private static Script<Object> lasting(Duration time) {
        return Script.run(context -> {
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() - end < 0) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
        });
    }

    @Test
    void aTurnOfMoreThanTenMillisecondsIsRecordedAndNoOther() throws Exception {
        ActorRef<Script<?>> actor = system.spawn("slow one", Script.actor());
        ActorRef<Script<?>> other = system.spawn("quick", Script.actor());
        for (int i = 0; i < 100; i++) {
            settle(other);
        }

        actor.tell(lasting(Duration.ofMillis(30)));
        settle(actor);

        // On a machine that has other things to do, a quick turn may be a long one.
        assertThat(recorded(HANDLED))
                .allSatisfy(event -> assertThat(event.getDuration()).isGreaterThanOrEqualTo(Duration.ofMillis(10)));
        assertThat(recorded(HANDLED))
                .filteredOn(FlightRecorderTests::isOfTheSlowOne)
                .first()
                .satisfies(event -> {
                    assertThat(event.getString("actor")).isEqualTo(actor.path().toString());
                    assertThat(event.getString("actorType")).isEqualTo("slow one");
                    assertThat(event.getString("message")).isEqualTo("Script");
                    assertThat(event.getString("outcome")).isEqualTo("handled");
                    assertThat(event.getDuration()).isBetween(Duration.ofMillis(30), Duration.ofSeconds(20));
                    assertThat(event.getStackTrace()).isNull();
                });
    }

    private static boolean isOfTheSlowOne(RecordedEvent event) {
        return event.getString("actorType").equals("slow one");
    }

    @Test
    void aMessageWithoutASimpleNameIsCalledTheSameEachTime() throws Exception {
        recording.enable(HANDLED).withThreshold(Duration.ZERO);
        ActorRef<Runnable> actor = system.spawn(
                "runner",
                Behaviors.stateful(Runnable.class, 0, (count, message, turn) -> {
                            message.run();
                            return count;
                        })
                        .onCrash(crash -> Directive.RESUME));
        CountDownLatch handled = new CountDownLatch(1);
        Runnable anonymous = new Runnable() {
            @Override
            public void run() {
                handled.countDown();
            }
        };

        actor.tell(() -> {
            throw new IllegalStateException("on purpose");
        });
        actor.tell(anonymous);
        await().until(() -> handled.getCount() == 0);
        Waiting.reply(system.stop(actor));

        assertThat(recorded(HANDLED))
                .filteredOn(event -> event.getString("actorType").equals("runner"))
                .extracting(event -> event.getString("message"))
                .contains("FlightRecorderTests$$Lambda")
                .anyMatch(name -> name.matches("FlightRecorderTests\\$\\d+"))
                .doesNotContain("");
        assertThat(recorded("io.nact.ActorCrashed"))
                .extracting(event -> event.getString("message"))
                .containsExactly("FlightRecorderTests$$Lambda");
    }

    @Test
    void theThresholdIsThatOfTheRecording() throws Exception {
        recording.enable(HANDLED).withThreshold(Duration.ZERO);
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());

        settle(actor);

        assertThat(recorded(HANDLED))
                .extracting(event -> event.getString("actor"))
                .containsExactly(actor.path().toString());
    }

    @Test
    void aTurnThatWaitsForItsStageLastsUntilThatHasCompleted() throws Exception {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor().exceptionsAreReplies());
        CompletableFuture<Object> reply = actor.ask(Script.async((request, context) -> {
            stage.completeOnTimeout("value", 50, TimeUnit.MILLISECONDS);
            return stage.thenCompose(value -> CompletableFuture.failedFuture(new IllegalStateException("late")));
        }));
        assertFailure(reply).hasMessage("late");
        settle(actor);

        assertThat(recorded(HANDLED))
                .first()
                .satisfies(event -> assertThat(event.getDuration()).isGreaterThan(Duration.ofMillis(40)))
                .extracting(event -> event.getString("outcome"))
                .isEqualTo("error");
    }

    @Test
    void aCrashIsRecordedWithWhatWasThrownWhere() throws Exception {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor().onCrash(crash -> Directive.RESUME));

        actor.tell(Script.run(context -> {
            throw new IllegalStateException("on purpose");
        }));
        settle(actor);

        assertThat(recorded("io.nact.ActorCrashed")).singleElement().satisfies(event -> {
            assertThat(event.getString("actor")).isEqualTo(actor.path().toString());
            assertThat(event.getString("actorType")).isEqualTo("actor");
            assertThat(event.getString("message")).isEqualTo("Script");
            assertThat(event.getClass("exception").getName()).isEqualTo(IllegalStateException.class.getName());
            assertThat(event.getString("exceptionMessage")).isEqualTo("on purpose");
            assertThat(event.getString("thrownAt")).contains(FlightRecorderTests.class.getName());
            assertThat(event.getStackTrace()).isNull();
        });
    }

    @Test
    void aResetIsRecordedWithItsCauseAndUntilTheNextLifeHasBegun() throws Exception {
        CompletableFuture<Void> reset = new CompletableFuture<>();
        system.actors().events().subscribe(ActorEvent.Reset.class, event -> reset.complete(null));
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor().onCrash(crash -> Directive.RESET));

        actor.tell(Script.run(context -> {
            throw new IllegalStateException("on purpose");
        }));
        Waiting.reply(reset);
        settle(actor);

        assertThat(recorded("io.nact.ActorReset")).singleElement().satisfies(event -> {
            assertThat(event.getString("actor")).isEqualTo(actor.path().toString());
            assertThat(event.getString("actorType")).isEqualTo("actor");
            assertThat(event.getInt("life")).isEqualTo(2);
            assertThat(event.getClass("exception").getName()).isEqualTo(IllegalStateException.class.getName());
        });
    }

    @Test
    void aFullMailboxIsRecorded() throws Exception {
        Gate gate = new Gate();
        ActorRef<Script<?>> refusing = system.spawn("refusing", Script.actor().mailbox(Mailboxes.bounded(1)));
        ActorRef<Script<?>> dropping =
                system.spawn("dropping", Script.actor().mailbox(Mailboxes.bounded(1, Overflow.dropOldest())));
        for (ActorRef<Script<?>> actor : List.of(refusing, dropping)) {
            Gate reached = new Gate();
            actor.tell(Script.run(context -> {
                reached.open();
                gate.pass();
            }));
            reached.pass();
            actor.tell(Script.run(context -> {}));
        }

        assertFailure(refusing.ask(Script.reply(context -> "never"))).isInstanceOf(MailboxFullException.class);
        dropping.tell(Script.run(context -> {}));
        gate.open();
        await("room for one more").until(() -> system.actors().depth(dropping) == 0);
        settle(dropping);

        assertThat(recorded("io.nact.MailboxFull"))
                .extracting(
                        event -> event.getString("actor"),
                        event -> event.getString("actorType"),
                        event -> event.getString("message"),
                        event -> event.getBoolean("dropped"),
                        event -> event.getInt("capacity"))
                .containsExactly(
                        tuple(refusing.path().toString(), "refusing", "Script", false, 1),
                        tuple(dropping.path().toString(), "dropping", "Script", true, 1));
    }

    @Test
    void aStuckTurnIsRecordedWithTheStackOfItsThread() throws Exception {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        CompletableFuture<Void> reported = new CompletableFuture<>();
        system.actors().events().subscribe(ActorEvent.Stuck.class, event -> reported.complete(null));
        actor.tell(Script.run(context -> gate.pass()));

        Waiting.reply(reported);
        gate.open();
        settle(actor);

        assertThat(recorded("io.nact.TurnStuck")).first().satisfies(event -> {
            assertThat(event.getString("actor")).isEqualTo(actor.path().toString());
            assertThat(event.getString("actorType")).isEqualTo("actor");
            assertThat(event.getString("message")).isEqualTo("Script");
            assertThat(event.getDuration("elapsed")).isGreaterThanOrEqualTo(Duration.ofMillis(200));
            assertThat(event.getThread("turnThread")).isNotNull();
            assertThat(event.getString("stack")).contains(Gate.class.getName() + ".pass");
        });
    }

    @Test
    void eachEventSaysWhatItIs() {
        List<EventType> types = FlightRecorder.getFlightRecorder().getEventTypes().stream()
                .filter(type -> type.getName().startsWith("io.nact."))
                .toList();

        assertThat(types).extracting(EventType::getName).contains(HANDLED, "io.nact.ActorReset", "io.nact.MailboxFull");
        assertThat(types).allSatisfy(type -> {
            assertThat(type.getCategoryNames()).containsExactly("nact");
            assertThat(type.getLabel()).isNotBlank().isNotEqualTo(type.getName());
            assertThat(type.getDescription()).isNotBlank();
            assertThat(type.getFields())
                    .allSatisfy(field -> assertThat(field.getLabel()).isNotBlank());
        });
        assertThat(types.stream()
                        .filter(type -> type.getName().equals(HANDLED))
                        .flatMap(type -> type.getSettingDescriptors().stream())
                        .filter(setting -> setting.getName().equals("threshold"))
                        .map(SettingDescriptor::getDefaultValue))
                .containsExactly("10 ms");
        assertThat(Set.copyOf(types.stream().map(EventType::getLabel).toList())).hasSameSizeAs(types);
    }

    @Test
    void nothingIsRecordedOnceTheRecordingHasEnded() throws Exception {
        recording.stop();
        Recording later = new Recording();
        try (later) {
            ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
            actor.tell(lasting(Duration.ofMillis(20)));
            settle(actor);
            later.start();
            Path file = directory.resolve("later.jfr");
            await().pollInSameThread()
                    .untilAsserted(() -> assertThat(later.getState()).hasToString("RUNNING"));
            later.dump(file);

            assertThat(RecordingFile.readAllEvents(file))
                    .noneMatch(event -> event.getEventType().getName().startsWith("io.nact."));
        }
    }
}
