package io.nact.persistence;

import static io.nact.persistence.Outcomes.failure;
import static io.nact.persistence.Outcomes.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nact.ActorRef;
import io.nact.Request;
import io.nact.event.ActorEvent;
import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistRejectedException;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.SequenceConflictException;
import io.nact.persistence.journal.StateChange;
import io.nact.persistence.journal.StoredState;
import io.nact.testkit.ActorTestKit;
import io.nact.testkit.TestProbe;
import io.nact.testkit.persistence.FaultyStorage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A state without a history is replaced, and never by somebody who has not seen it. */
class DurableStateTests {

    private static final Duration AN_HOUR = Duration.ofHours(1);

    @EventType("profile")
    record Profile(String name, int changes) {

        private Profile named(String next) {
            return new Profile(next, changes + 1);
        }
    }

    sealed interface Command {}

    record Rename(String name) implements Command, Request<Integer> {}

    record Show() implements Command, Request<Profile> {}

    record Forget() implements Command, Request<Void> {}

    private static DurableState<Command, Profile> profile() {
        return DurableState.of("profile", Command.class, Profile.class, new Profile("nobody", 0))
                .onRequest(
                        Rename.class,
                        (profile, rename, decide) -> rename.name().equals(profile.name())
                                ? decide.reply(profile.changes())
                                : decide.persist(profile.named(rename.name())).thenReply(Profile::changes))
                .onRequest(Show.class, (profile, show, decide) -> decide.reply(profile))
                .onRequest(Forget.class, (profile, forget, decide) -> decide.delete());
    }

    private final ActorTestKit kit = ActorTestKit.withManualTime();

    private final FaultyStorage storage = FaultyStorage.inMemory();

    private final Persistence persistence = Persistence.of(storage, EventTypes.of(Profile.class));

    private final TestProbe<Object> probe = kit.probe();

    @AfterEach
    void close() {
        kit.close();
        storage.close();
    }

    private ActorRef<Command> spawn() {
        return kit.spawn("p1", persistence.behavior(profile()));
    }

    private static Profile shown(ActorRef<Command> profile) {
        return reply(profile.ask(new Show(), AN_HOUR));
    }

    private StoredState stored() {
        return reply(storage.states().load(PersistenceId.of("profile", "p1")).toCompletableFuture())
                .orElseThrow();
    }

    @Test
    void theStateComesBackAfterAStop() {
        ActorRef<Command> profile = spawn();
        assertThat(reply(profile.ask(new Rename("Erlich"), AN_HOUR))).isEqualTo(1);
        assertThat(reply(profile.ask(new Rename("Jared"), AN_HOUR))).isEqualTo(2);
        kit.stop(profile);

        assertThat(shown(spawn())).isEqualTo(new Profile("Jared", 2));
    }

    @Test
    void eachChangeIsARevisionAndWhatChangesNothingIsNone() {
        ActorRef<Command> profile = spawn();
        reply(profile.ask(new Rename("Erlich"), AN_HOUR));
        reply(profile.ask(new Rename("Erlich"), AN_HOUR));
        reply(profile.ask(new Rename("Jared"), AN_HOUR));

        assertThat(stored().revision()).isEqualTo(2);
        assertThat(stored().state().type()).isEqualTo("profile");
    }

    @Test
    void whoHasNotSeenTheLatestDoesNotReplaceItAndSeesItThen() {
        ActorRef<Command> profile = spawn();
        reply(profile.ask(new Rename("Erlich"), AN_HOUR));
        reply(storage.states()
                .save(new StateChange(
                        PersistenceId.of("profile", "p1"),
                        "stranger",
                        2,
                        new Payload("profile", 1, "{\"name\":\"Monica\",\"changes\":7}"),
                        false,
                        null))
                .toCompletableFuture());

        assertThat(failure(profile.ask(new Rename("Jared"), AN_HOUR))).isInstanceOf(SequenceConflictException.class);
        CompletableFuture<Profile> shown = profile.ask(new Show(), AN_HOUR);
        kit.settle();
        kit.time().advance(Duration.ofSeconds(1));

        assertThat(reply(shown)).isEqualTo(new Profile("Monica", 7));
        assertThat(reply(profile.ask(new Rename("Jared"), AN_HOUR))).isEqualTo(8);
    }

    /** The outcome was unknown, and the actor has recovered after a wait. */
    private Profile shownAfterAWait(ActorRef<Command> profile) {
        CompletableFuture<Profile> shown = profile.ask(new Show(), AN_HOUR);
        kit.settle();
        assertThat(shown).isNotDone();
        kit.time().advance(Duration.ofSeconds(5));
        return reply(shown);
    }

    @Test
    void afterAnUnknownOutcomeTheActorHasWhatIsStored() {
        ActorRef<Command> profile = spawn();
        storage.states().failNext();
        assertThat(failure(profile.ask(new Rename("Erlich"), AN_HOUR))).isInstanceOf(JournalUnavailableException.class);
        assertThat(shownAfterAWait(profile)).isEqualTo(new Profile("nobody", 0));

        storage.states().storeAndFailNext();
        assertThat(failure(profile.ask(new Rename("Jared"), AN_HOUR))).isInstanceOf(JournalUnavailableException.class);

        assertThat(shownAfterAWait(profile)).isEqualTo(new Profile("Jared", 1));
        assertThat(reply(profile.ask(new Rename("Monica"), AN_HOUR))).isEqualTo(2);
    }

    @Test
    void aSaveThatHangsEndsWithTheTurnsTimeAndIsAConflictIfItComesAfterAll() {
        ActorRef<Command> profile =
                kit.spawn("p1", persistence.behavior(profile()).turnTimeout(Duration.ofSeconds(5)));
        CompletableFuture<Void> go = storage.states().holdNext();
        CompletableFuture<Integer> late = profile.ask(new Rename("Erlich"), AN_HOUR);
        kit.settle();
        kit.time().advance(Duration.ofSeconds(6));
        assertThat(failure(late)).isInstanceOf(JournalUnavailableException.class);
        assertThat(shownAfterAWait(profile)).isEqualTo(new Profile("nobody", 0));

        go.complete(null);

        assertThat(failure(profile.ask(new Rename("Jared"), AN_HOUR))).isInstanceOf(SequenceConflictException.class);
        assertThat(shownAfterAWait(profile)).isEqualTo(new Profile("Erlich", 1));
    }

    @Test
    void aRefusedStateIsTheAskersAndNothingIsReadAgain() {
        ActorRef<Command> profile = spawn();
        reply(profile.ask(new Rename("Erlich"), AN_HOUR));
        storage.states().rejectNext();
        storage.states().failNextLoad();

        assertThat(failure(profile.ask(new Rename("Jared"), AN_HOUR))).isInstanceOf(PersistRejectedException.class);

        assertThat(shown(profile)).isEqualTo(new Profile("Erlich", 1));
        assertThat(reply(profile.ask(new Rename("Monica"), AN_HOUR))).isEqualTo(2);
    }

    @Test
    void aStoreThatDoesNotAnswerAtTheStartIsAskedAgain() {
        storage.states().failNextLoad();

        assertThat(shownAfterAWait(spawn())).isEqualTo(new Profile("nobody", 0));
    }

    @Test
    void aDeletedStateBeginsAnewAndItsRevisionsGoOn() {
        ActorRef<Command> profile = spawn();
        reply(profile.ask(new Rename("Erlich"), AN_HOUR));

        reply(profile.ask(new Forget(), AN_HOUR));

        assertThat(shown(profile)).isEqualTo(new Profile("nobody", 0));
        assertThat(stored().state()).isNull();
        kit.stop(profile);
        assertThat(reply(spawn().ask(new Rename("Jared"), AN_HOUR))).isEqualTo(1);
        assertThat(stored().revision()).isEqualTo(3);
    }

    @Test
    void noStateIsTakenForTheEnd() {
        Persistence texts = Persistence.of(
                storage, EventTypes.builder().add(String.class, "text", 1).build());
        ActorRef<Rename> text = kit.spawn(
                "p1",
                texts.behavior(DurableState.of("profile", Rename.class, String.class, "")
                        .onRequest(
                                Rename.class,
                                (state, rename, decide) ->
                                        decide.persist(rename.name()).thenReply(after -> after.length()))));

        reply(text.ask(new Rename("$deleted"), AN_HOUR));

        assertThat(stored().state()).isEqualTo(new Payload("text", 1, "\"$deleted\""));
    }

    @Test
    void aStateThatCannotBeReadStopsTheActor() {
        reply(storage.states()
                .save(new StateChange(
                        PersistenceId.of("profile", "p1"), "stranger", 1, new Payload("other", 1, "{}"), false, null))
                .toCompletableFuture());
        kit.system()
                .events()
                .subscribe(ActorEvent.Crashed.class, crash -> probe.ref().tell(crash.cause()));

        ActorRef<Command> profile = spawn();

        assertThat(probe.expectMessageType(RecoveryFailedException.class))
                .hasCauseInstanceOf(UnknownEventTypeException.class);
        probe.expectTerminated(profile);
    }

    @Test
    void aStateWithoutAnAliasIsToldAtTheStart() {
        Persistence forgetful = Persistence.of(storage, EventTypes.builder().build());

        assertThatExceptionOfType(InvalidPersistentActorException.class)
                .isThrownBy(() -> forgetful.behavior(profile()))
                .withMessageContaining(Profile.class.getName());
    }

    @Test
    void aCommandWithoutAHandlerIsToldAtTheStart() {
        assertThatExceptionOfType(InvalidPersistentActorException.class)
                .isThrownBy(() -> persistence.behavior(
                        DurableState.of("profile", Command.class, Profile.class, new Profile("nobody", 0))))
                .withMessageContaining(Rename.class.getName());
    }
}
