package io.nact.persistence;

import static io.nact.persistence.Outcomes.failure;
import static io.nact.persistence.Outcomes.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.persistence.Wallet.Act;
import io.nact.persistence.Wallet.Ask;
import io.nact.persistence.Wallet.Empty;
import io.nact.persistence.Wallet.Message;
import io.nact.persistence.Wallet.Put;
import io.nact.persistence.Wallet.Show;
import io.nact.persistence.journal.StoredEvent;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.testkit.ActorTestKit;
import io.nact.testkit.TestProbe;
import io.nact.testkit.persistence.FaultyStorage;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** nact's one function: it persists as it goes along, and is called with that again to get the state back. */
class PersistentReducerTests {

    private final ActorTestKit kit = ActorTestKit.create();

    private final FaultyStorage storage = FaultyStorage.inMemory();

    private final Persistence persistence = Persistence.of(storage, Wallet.TYPES);

    private final TestProbe<Object> probe = kit.probe();

    @AfterEach
    void close() {
        kit.close();
        storage.close();
    }

    private ActorRef<Message> wallet() {
        return kit.spawn("w1", persistence.behavior(Wallet.reducer()));
    }

    private static Object act(ActorRef<Message> wallet, Act.Action action) {
        return reply(wallet.ask(new Act(action)));
    }

    @Test
    void theStateComesBackAfterAStop() {
        ActorRef<Message> wallet = wallet();
        assertThat(reply(wallet.ask(new Put(30)))).isEqualTo(30);
        assertThat(reply(wallet.ask(new Put(12)))).isEqualTo(42);
        kit.stop(wallet);

        wallet = wallet();

        assertThat(reply(wallet.ask(new Show()))).isEqualTo(42);
        assertThat(reply(wallet.<Long>ask(Ask::new))).isEqualTo(42);
        assertThat(reply(wallet.ask(new Put(8)))).isEqualTo(50);
    }

    @Test
    void actorsOfOneTypeAreToldApartByTheirNames() {
        ActorRef<Message> wallet = wallet();
        ActorRef<Message> other = kit.spawn("w2", persistence.behavior(Wallet.reducer()));
        reply(wallet.ask(new Put(1)));

        assertThat(reply(other.ask(new Show()))).isZero();
        assertThat(Wallet.stored(persistence, Wallet.id("w1"))).hasSize(1);
        assertThat(Wallet.stored(persistence, Wallet.id("w2"))).isEmpty();
    }

    @Test
    void anIdOfItsOwnGoesBeforeTheName() {
        ActorRef<Message> wallet =
                kit.spawn("any", persistence.behavior(Wallet.reducer().id("own")));
        reply(wallet.ask(new Put(1)));

        assertThat(Wallet.stored(persistence, Wallet.id("own"))).hasSize(1);
    }

    @Test
    void whatIsStoredHasItsAliasItsTagsAndItsNumber() {
        reply(wallet().ask(new Put(7)));

        StoredEvent stored = Wallet.stored(persistence, Wallet.id("w1")).get(0);
        assertThat(stored.payload().type()).isEqualTo("wallet.put");
        assertThat(stored.payload().json()).isEqualTo("{\"amount\":7}");
        assertThat(stored.tags()).isEqualTo(Set.of("money"));
        assertThat(stored.sequenceNr()).isEqualTo(1);
    }

    @Test
    void severalOfOneMessageAreOneWrite() {
        ActorRef<Message> wallet = wallet();
        storage.journal().rejectNext();
        act(wallet, (balance, context) -> balance);

        failure(wallet.ask(new Act((balance, context) -> {
            context.persist(new Put(1));
            context.persist(new Put(2));
            return balance + 3;
        })));
        assertThat(Wallet.stored(persistence, Wallet.id("w1"))).isEmpty();

        act(wallet, (balance, context) -> {
            context.persist(new Put(1));
            context.persist(new Put(2));
            return balance + 3;
        });
        assertThat(Wallet.stored(persistence, Wallet.id("w1"))).hasSize(2);
        assertThat(reply(wallet.ask(new Show()))).isEqualTo(3);
    }

    @Test
    void nothingGoesOutBeforeTheEventIsStored() {
        CompletableFuture<Void> go = storage.journal().holdNext();
        ActorRef<Message> wallet = wallet();
        CompletableFuture<Void> handled = new CompletableFuture<>();
        CompletableFuture<Object> reply = wallet.ask(new Act((balance, context) -> {
            handled.complete(null);
            probe.ref().tell("told");
            context.persist(new Put(1));
            context.timers().startSingle("key", new Put(100), Duration.ZERO);
            context.pipeToSelf(CompletableFuture.completedFuture(1), (value, failure) -> new Put(10));
            context.afterPersist(() -> probe.ref().tell("after"));
            probe.ref().tell("told again");
            return balance + 1;
        }));
        CompletableFuture<Long> next = wallet.ask(new Show());
        reply(handled);
        kit.settle();

        assertThat(probe.queued()).isEmpty();
        assertThat(reply).isNotDone();
        assertThat(next).isNotDone();
        go.complete(null);

        assertThat(reply(reply)).isEqualTo("acted");
        probe.expectMessages("told", "after", "told again");
        // The timer and the pipe bring theirs when they are due.
        await().untilAsserted(() -> assertThat(reply(wallet.ask(new Show()))).isEqualTo(111));
    }

    @Test
    void inRecoveryTheFunctionChangesTheStateAndNothingElse() {
        AtomicInteger calls = new AtomicInteger();
        PersistentReducer<Message, Long> busy =
                PersistentReducer.of("wallet", Message.class, 0L, (balance, message, context) -> {
                    if (!(message instanceof Put put)) {
                        return balance;
                    }
                    calls.incrementAndGet();
                    probe.ref().tell(context.recovering() ? "recovering" : "live");
                    context.system().events().publish("event");
                    context.timers().startSingle("key", new Empty(), Duration.ZERO);
                    context.pipeToSelf(CompletableFuture.completedFuture(1), (value, failure) -> new Empty());
                    context.afterPersist(() -> probe.ref().tell("after"));
                    context.forward(probe.ref(), "forwarded");
                    context.watch(probe.ref());
                    context.stop();
                    context.unhandled();
                    assertThat(context.stash().add()).isTrue();
                    assertThat(context.replyTo(put).isAwaited()).isFalse();
                    context.persist(put);
                    return balance + put.amount();
                });
        Wallet.store(persistence, Wallet.id("w1"), new Put(1), new Put(2));
        kit.system().events().subscribe(String.class, event -> probe.ref().tell(event));

        ActorRef<Message> wallet = kit.spawn("w1", persistence.behavior(busy.afterRecovery((balance, context) -> {
            probe.ref().tell("recovered " + balance);
        })));
        probe.expectMessage("recovered 3");
        // Whatever were left would go out with this.
        wallet.tell(new Empty());
        kit.settle();

        assertThat(calls).hasValue(2);
        assertThat(probe.queued()).isEmpty();
        assertThat(kit.system().find(wallet.path())).isPresent();
        assertThat(Wallet.stored(persistence, Wallet.id("w1"))).hasSize(2);
        assertThat(kit.deadLetters().all()).isEmpty();
    }

    @Test
    void whatNeedsAnAnswerAtOnceIsRefusedWithTheWayOut() {
        ActorRef<Message> wallet = wallet();

        act(wallet, (balance, context) -> {
            assertThatIllegalStateException()
                    .isThrownBy(() -> probe.ref().ask(replyTo -> "no"))
                    .withMessageContaining("ctx.afterPersist(...)");
            assertThatIllegalStateException()
                    .isThrownBy(() -> context.spawn("no", Wallet.reducer().behavior(persistence)));
            assertThatIllegalStateException().isThrownBy(() -> context.self().call(new Show()));
            return balance;
        });
    }

    @Test
    void onceTheEventsAreStoredEverythingIsAllowed() {
        act(wallet(), (balance, context) -> {
            context.persist(new Put(1));
            context.afterPersist(() -> {
                context.spawn("child", persistence.behavior(Wallet.reducer()));
                context.<String>pipeToSelf(
                        probe.ref().ask(replyTo -> replyTo), (value, failure) -> new Put(Long.parseLong(value)));
            });
            return balance + 1;
        });

        @SuppressWarnings("unchecked") // what it asks
        ActorRef<String> replyTo = (ActorRef<String>) probe.receive();
        replyTo.tell("41");
        kit.settle();

        assertThat(kit.actors()).anySatisfy(path -> assertThat(path).endsWith("/w1/child"));
        assertThat(reply(kit.system()
                        .<Message>find(kit.system().path().child("w1"))
                        .map(PersistentReducerTests::wallet)
                        .orElseThrow()
                        .ask(new Show())))
                .isEqualTo(42);
    }

    @SuppressWarnings("unchecked") // it is one
    private static ActorRef<Message> wallet(ActorRef<?> found) {
        return (ActorRef<Message>) found;
    }

    @Test
    void aFailureOfTheFunctionStoresNothingAndSendsNothing() {
        ActorRef<Message> wallet = kit.spawn(
                "w1", persistence.behavior(Wallet.reducer()).onCrash(SupervisionPolicy.always(Directive.RESUME)));
        reply(wallet.ask(new Put(1)));

        assertThat(failure(wallet.ask(new Act((balance, context) -> {
                    context.persist(new Put(5));
                    probe.ref().tell("never");
                    throw new IllegalStateException("on purpose");
                }))))
                .hasMessage("on purpose");

        assertThat(reply(wallet.ask(new Put(1)))).isEqualTo(2);
        assertThat(Wallet.stored(persistence, Wallet.id("w1"))).hasSize(2);
        assertThat(probe.queued()).isEmpty();
    }

    @Test
    void whatIsNotPersistedIsGoneAfterTheNextStart() {
        ActorRef<Message> wallet = wallet();
        act(wallet, (balance, context) -> 99);
        assertThat(reply(wallet.ask(new Show()))).isEqualTo(99);

        kit.stop(wallet);

        assertThat(reply(wallet().ask(new Show()))).isZero();
    }

    @Test
    void whatIsStashedIsHandledOnceItIsPutBackWithTheCommit() {
        PersistentReducer<Message, Long> patient =
                PersistentReducer.of("wallet", Message.class, 0L, (balance, message, context) -> {
                    if (message instanceof Show show) {
                        if (balance == 0) {
                            context.stash().add();
                        } else {
                            context.replyTo(show).reply(balance);
                        }
                        return balance;
                    }
                    context.persist(message);
                    context.stash().unstashAll();
                    return balance + 1;
                });
        ActorRef<Message> wallet = kit.spawn("w1", persistence.behavior(patient));
        CompletableFuture<Long> stashed = wallet.ask(new Show());
        kit.settle();
        CompletableFuture<Void> go = storage.journal().holdNext();
        wallet.tell(new Empty());
        kit.settle();
        assertThat(stashed).isNotDone();

        go.complete(null);

        assertThat(reply(stashed)).isEqualTo(1);
    }

    @Test
    void persistOutsideTheFunctionIsRefused() {
        CompletableFuture<PersistentContext<Message>> leaked = new CompletableFuture<>();
        act(wallet(), (balance, context) -> {
            leaked.complete(context);
            return balance;
        });

        assertThatIllegalStateException()
                .isThrownBy(() -> reply(leaked).persist(new Put(1)))
                .withMessageContaining("outside its function");
    }

    @Test
    void aTypeThatIsNoneIsToldAtOnce() {
        assertThat(List.of("", "a|b", "blank in it"))
                .allSatisfy(type -> assertThatIllegalArgumentException()
                        .isThrownBy(() ->
                                PersistentReducer.of(type, Message.class, 0L, (state, message, context) -> state)));
    }
}
