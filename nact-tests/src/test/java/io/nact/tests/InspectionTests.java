package io.nact.tests;

import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.Behaviors;
import io.nact.entity.EntityKinds;
import io.nact.event.DeadLetter.Reason;
import io.nact.inspect.ActorDetails;
import io.nact.inspect.ActorRow;
import io.nact.inspect.ActorStatus;
import io.nact.inspect.Contents;
import io.nact.inspect.Failure;
import io.nact.inspect.Inspector;
import io.nact.inspect.OpenTurn;
import io.nact.inspect.Page;
import io.nact.inspect.Ranking;
import io.nact.inspect.RememberedLetter;
import io.nact.inspect.Summary;
import io.nact.inspect.TypeSummary;
import io.nact.inspect.WaitingMessage;
import io.nact.mailbox.MailboxFactory;
import io.nact.mailbox.Mailboxes;
import io.nact.mailbox.Overflow;
import io.nact.path.ActorPath;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What somebody sees who looks into a system while its actors go on. */
class InspectionTests {

    private final ManualTime clock = new ManualTime();

    @RegisterExtension
    final TestSystem system = TestSystem.create().with(clock);

    private final Gate gate = new Gate();

    private final Probe<Object> probe = new Probe<>();

    @AfterEach
    void letGo() {
        gate.open();
    }

    private Inspector inspector() {
        return system.actors().inspect();
    }

    private ActorDetails details(ActorRef<?> actor) {
        return inspector().actor(actor.path()).orElseThrow();
    }

    private ActorRef<Script<?>> busy(String name) {
        ActorRef<Script<?>> actor = system.spawn(name, Script.syncActor().type("busy"));
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        return actor;
    }

    private static ActorRef<Script<?>> tell(ActorRef<Script<?>> actor, int messages) {
        IntStream.range(0, messages).forEach(i -> actor.tell(Script.run(context -> {})));
        return actor;
    }

    @Test
    void theSummaryCountsActorsByTypeAndStatus() {
        system.spawn("idle", probe.behavior());
        ActorRef<Script<?>> parent = tell(busy("parent"), 3);
        system.spawn(parent, "one", probe.behavior().type("child"));
        system.spawn(parent, "two", probe.behavior().type("child"));

        await().until(() -> Long.valueOf(3)
                .equals(inspector().summary(Set.of(), 0).total().statuses().get(ActorStatus.IDLE)));
        Summary summary = inspector().summary(Set.of(), 0);

        assertThat(summary.system()).isEqualTo(system.actors().name());
        assertThat(summary.running()).isTrue();
        assertThat(summary.total().actors()).isEqualTo(4);
        assertThat(summary.total().statuses())
                .containsOnly(entry(ActorStatus.IDLE, 3L), entry(ActorStatus.RUNNING, 1L));
        assertThat(summary.total().depth()).isEqualTo(3);
        assertThat(summary.types())
                .extracting(TypeSummary::type, TypeSummary::actors, TypeSummary::depth)
                .containsExactly(tuple("child", 2L, 0L), tuple("busy", 1L, 3L), tuple("idle", 1L, 0L));
        assertThat(summary.top()).isEmpty();
    }

    @Test
    void parentsOfEntitiesAreNoTypeOfActors() {
        EntityKinds.register(system.actors(), "kind", probe.behavior(), Duration.ofMinutes(1))
                .get("42")
                .tell("begin");
        system.spawn("other", probe.behavior().type("system"));

        Summary summary = inspector().summary(Set.of(Ranking.MEMORY), 10);

        assertThat(summary.types())
                .extracting(TypeSummary::type, TypeSummary::actors)
                .containsExactlyInAnyOrder(tuple("kind", 1L), tuple("system", 1L));
        assertThat(summary.total().actors()).isEqualTo(2);
        assertThat(summary.top().get(Ranking.MEMORY)).hasSize(2);
    }

    @Test
    void theDeepestMailboxesComeFirst() {
        ActorRef<Script<?>> held = busy("held");
        held.tell(Script.run(context -> {}));
        List<ActorRef<Script<?>>> actors = IntStream.range(0, 20)
                .mapToObj(i -> held("a" + i, Mailboxes.unbounded(), i))
                .toList();

        List<ActorRow> top = inspector().top(Ranking.DEPTH, 3);

        assertThat(top).extracting(ActorRow::depth).containsExactly(19, 18, 17);
        assertThat(top)
                .extracting(ActorRow::path)
                .containsExactly(
                        actors.get(19).path(),
                        actors.get(18).path(),
                        actors.get(17).path());
        assertThat(inspector().top(Ranking.DEPTH, 1_000)).hasSize(20).allMatch(row -> row.depth() > 0);
    }

    @Test
    void theTurnThatHasLastedLongestComesFirst() {
        ActorRef<Script<?>> actor = busy("actor");
        inspector().top(Ranking.IN_HAND, 1);

        clock.advance(Duration.ofSeconds(7));

        assertThat(inspector().top(Ranking.IN_HAND, 5)).singleElement().satisfies(row -> {
            assertThat(row.path()).isEqualTo(actor.path());
            assertThat(row.message()).isEqualTo("Script");
            assertThat(row.inHand()).isEqualTo(Duration.ofSeconds(7));
        });
    }

    @Test
    void aTurnThatHoldsAThreadIsNotPushedOutByThoseThatWait() {
        ActorRef<Script<?>> silent = busy("silent");
        Gate other = new Gate();
        ActorRef<Script<?>> both = system.spawn("both", Script.statelessActor(2));
        Script<?> waiting =
                Script.async((request, context) -> silent.ask(Script.reply(turn -> "late"), Duration.ofHours(1)));
        List<ActorRef<Script<?>>> askers = IntStream.range(0, 9)
                .mapToObj(i -> system.spawn("asker-" + i, Script.actor()))
                .toList();
        askers.forEach(asker -> asker.tell(waiting));
        both.tell(waiting);
        await().until(() -> Stream.concat(askers.stream(), Stream.of(both))
                .allMatch(actor -> details(actor).actor().status() == ActorStatus.WAITING));
        inspector().top(Ranking.IN_HAND, 1);
        clock.advance(Duration.ofSeconds(30));
        both.tell(Script.run(context -> other.pass()));
        other.awaitReached();
        inspector().top(Ranking.ON_THREAD, 1);
        clock.advance(Duration.ofSeconds(5));

        List<ActorRow> top = inspector().top(Ranking.ON_THREAD, 8);

        assertThat(top)
                .extracting(ActorRow::path, ActorRow::inHand)
                .containsExactly(
                        tuple(silent.path(), Duration.ofSeconds(35)), tuple(both.path(), Duration.ofSeconds(5)));
        assertThat(details(both).actor().inHand()).isEqualTo(Duration.ofSeconds(35));
        other.open();
    }

    @Test
    void theFullestMailboxesComeFirstHoweverSmall() {
        ActorRef<Script<?>> deep = held("deep", Mailboxes.bounded(1_000), 50);
        ActorRef<Script<?>> small = held("small", Mailboxes.bounded(10), 10);
        held("unbounded", Mailboxes.unbounded(), 100);

        assertThat(inspector().top(Ranking.FULLNESS, 5))
                .extracting(ActorRow::path, ActorRow::depth, ActorRow::capacity)
                .containsExactly(tuple(small.path(), 10, 10), tuple(deep.path(), 50, 1_000));
    }

    private ActorRef<Script<?>> held(String name, MailboxFactory mailbox, int messages) {
        ActorRef<Script<?>> actor = system.spawn(name, Script.syncActor().mailbox(mailbox));
        inspector().controls().suspend(actor.path());
        await().until(() -> details(actor).suspendedByHand());
        return tell(actor, messages);
    }

    @Test
    void howLongAnAskHasBeenInHandIsKnownAtTheFirstLook() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());
        CompletableFuture<Object> answer = actor.ask(Script.run(context -> gate.pass()), Duration.ofHours(1));
        gate.awaitReached();

        clock.advance(Duration.ofSeconds(7));

        assertThat(details(actor).actor().inHand()).isEqualTo(Duration.ofSeconds(7));
        gate.open();
        assertThat(Waiting.failure(answer)).isNotNull();
    }

    @Test
    void theAgeOfTheOldestMessageGrowsWithTheClock() {
        ActorRef<Script<?>> actor = tell(busy("actor"), 1);
        assertThat(details(actor).actor().age()).isZero();

        for (int i = 0; i < 30; i++) {
            clock.advance(Duration.ofMillis(500));
        }

        assertThat(details(actor).actor().age()).isEqualTo(Duration.ofSeconds(15));
        assertThat(inspector().summary(Set.of(Ranking.AGE), 1).total().age()).isEqualTo(Duration.ofSeconds(15));
        assertThat(inspector().top(Ranking.AGE, 1)).extracting(ActorRow::path).containsExactly(actor.path());
    }

    @Test
    void ratesAreThoseSinceALookOfASecondBeforeOrMore() {
        ActorRef<Script<?>> fast = system.spawn("fast", Script.syncActor());
        ActorRef<Script<?>> slow = system.spawn("slow", Script.syncActor());
        Script.settle(tell(fast, 100));
        assertThat(inspector().top(Ranking.RATE, 1)).singleElement().satisfies(row -> {
            assertThat(row.path()).isEqualTo(fast.path());
            assertThat(row.handled()).isEqualTo(101);
            assertThat(row.rate()).isNull();
        });

        Script.settle(tell(slow, 9));
        clock.advance(Duration.ofSeconds(2));

        assertThat(inspector().top(Ranking.RATE, 5)).singleElement().satisfies(row -> {
            assertThat(row.path()).isEqualTo(slow.path());
            assertThat(row.rate()).isEqualTo(5);
        });
        assertThat(details(fast).actor().rate()).isZero();
    }

    @Test
    void ratesAreForgottenWhenNobodyLooksAnyMore() {
        Script.settle(system.spawn("actor", Script.syncActor()));
        inspector().top(Ranking.RATE, 1);
        clock.advance(Duration.ofSeconds(10));

        assertThat(inspector().top(Ranking.RATE, 1))
                .singleElement()
                .satisfies(row -> assertThat(row.rate()).isNull());
    }

    @Test
    void crashesAreCountedAndTheLatestTenRemembered() {
        ActorRef<Script<?>> actor =
                system.spawn("actor", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.RESUME)));
        for (int i = 0; i < 12; i++) {
            String text = "crash " + i;
            actor.tell(Script.run(context -> {
                throw new IllegalStateException(text);
            }));
        }
        Script.settle(actor);

        ActorDetails seen = details(actor);

        assertThat(seen.actor().crashes()).isEqualTo(12);
        assertThat(seen.resets()).isZero();
        assertThat(seen.failures()).hasSize(10).allSatisfy(failure -> {
            assertThat(failure.actor()).isEqualTo(actor.path());
            assertThat(failure.exception()).isEqualTo("java.lang.IllegalStateException");
            assertThat(failure.message()).isEqualTo("Script");
        });
        assertThat(seen.failures())
                .extracting(Failure::text)
                .startsWith("crash 11", "crash 10")
                .endsWith("crash 2");
        assertThat(inspector().top(Ranking.CRASHES, 5))
                .extracting(ActorRow::path)
                .containsExactly(actor.path());
        assertThat(inspector().failures(1)).extracting(Failure::text).containsExactly("crash 11");
    }

    @Test
    void howAnActorEndedIsKnownAfterItsEnd() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());
        actor.tell(Script.run(context -> {
            throw new IllegalStateException("x".repeat(1_000));
        }));
        await().until(() -> inspector().actor(actor.path()).isEmpty());

        assertThat(inspector().failures(actor.path()))
                .singleElement()
                .satisfies(
                        failure -> assertThat(failure.text()).startsWith("xxx").hasSizeLessThan(400));
    }

    @Test
    void manyCrashingActorsForgetThoseThatHaveNotCrashedForLongest() {
        ActorRef<Script<?>> first = system.spawn("first", Script.syncActor());
        first.tell(crashing());
        await().until(() -> inspector().failures(first.path()).size() == 1);
        for (int i = 0; i < 4_100; i++) {
            system.spawn("other-" + i, Script.syncActor()).tell(crashing());
        }
        await().until(() -> system.live() == 0);

        assertThat(inspector().failures(first.path())).isEmpty();
        assertThat(inspector().failures(1_000)).hasSize(1_000);
    }

    private static Script<?> crashing() {
        return Script.run(context -> {
            throw new IllegalStateException("on purpose");
        });
    }

    @Test
    void resetsAreCounted() {
        ActorRef<Script<?>> actor =
                system.spawn("actor", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.RESET)));
        Script.crash(actor);
        Script.settle(actor);

        assertThat(details(actor).resets()).isOne();
    }

    static Stream<MailboxFactory> mailboxes() {
        return Stream.of(
                Mailboxes.unbounded(),
                Mailboxes.bounded(100),
                Mailboxes.bounded(100, Overflow.dropOldest()),
                Mailboxes.bounded(100, Overflow.block(Duration.ofSeconds(1))),
                Mailboxes.<Object>priority(Comparator.comparing(Object::toString)));
    }

    @ParameterizedTest
    @MethodSource("mailboxes")
    void theFirstMessagesOfAMailboxAreSeenInTheirOrder(MailboxFactory mailbox) {
        ActorRef<Object> actor = system.spawn(
                "actor",
                Behaviors.stateful(Object.class, 0, (count, message, context) -> {
                            gate.pass();
                            return count;
                        })
                        .mailbox(mailbox));
        actor.tell("0");
        gate.awaitReached();
        IntStream.range(10, 40).forEach(i -> actor.tell(String.valueOf(i)));

        ActorDetails shown = inspector().actor(actor.path(), Contents.SHOWN).orElseThrow();

        assertThat(shown.mailbox())
                .extracting(WaitingMessage::content)
                .containsExactlyElementsOf(
                        IntStream.range(10, 30).mapToObj(String::valueOf).toList());
        assertThat(shown.actor().handled()).isOne();
        assertThat(details(actor).mailbox())
                .hasSize(20)
                .allMatch(message -> message.type().equals("String") && message.content() == null);
        assertThat(details(actor).turns())
                .singleElement()
                .satisfies(turn -> assertThat(turn.content()).isNull());
    }

    @Test
    void whatHasBeenPutBackComesBeforeTheMailbox() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());
        Script.in(actor, context -> {});
        actor.tell(Script.run(context -> context.stash().add()));
        Script.settle(actor);
        assertThat(details(actor).stashed()).isOne();

        actor.tell(Script.run(context -> {
            context.stash().unstashAll();
            gate.pass();
        }));
        gate.awaitReached();
        actor.tell(Script.run(context -> {}));

        assertThat(details(actor).mailbox()).hasSize(2);
        assertThat(details(actor).actor().depth()).isEqualTo(2);
    }

    @Test
    void aTurnOnAThreadIsSeenWithThreadAndStack() {
        ActorRef<Script<?>> actor = busy("actor");

        assertThat(details(actor).turns()).singleElement().satisfies(turn -> {
            assertThat(turn.message()).isEqualTo("Script");
            assertThat(turn.awaits()).isNull();
            OpenTurn.RunningThread thread = turn.thread();
            assertThat(thread).isNotNull();
            assertThat(thread.name()).startsWith(system.threadPrefix());
            assertThat(thread.stack())
                    .anySatisfy(frame -> assertThat(frame.getClassName()).isEqualTo(Gate.class.getName()));
        });
    }

    @Test
    void eachOfSeveralTurnsAtOnceIsSeen() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.statelessActor(2));
        Gate other = new Gate();
        actor.tell(Script.run(context -> gate.pass()));
        actor.tell(Script.run(context -> other.pass()));
        gate.awaitReached();
        other.awaitReached();

        assertThat(details(actor).turns())
                .hasSize(2)
                .extracting(turn -> turn.thread().name())
                .doesNotHaveDuplicates();
        other.open();
    }

    @Test
    void aTurnThatWaitsSaysForWhom() {
        ActorRef<Script<?>> slow = busy("slow");
        ActorRef<Script<?>> asker = system.spawn("asker", Script.actor());
        asker.tell(Script.async((request, context) -> slow.ask(Script.reply(turn -> "late"), Duration.ofHours(1))));
        await().until(() -> details(asker).actor().status() == ActorStatus.WAITING);

        clock.advance(Duration.ofSeconds(3));

        assertThat(details(asker).turns()).singleElement().satisfies(turn -> {
            assertThat(turn.thread()).isNull();
            assertThat(turn.awaits())
                    .isEqualTo(new OpenTurn.AwaitedAnswer(slow.path(), "Script", Duration.ofSeconds(3)));
            assertThat(turn.lasting()).isEqualTo(Duration.ofSeconds(3));
        });
    }

    @Test
    void watchersAndTimersAreCounted() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());
        ActorRef<Script<?>> other = system.spawn("other", Script.syncActor());
        Script.in(other, context -> context.watch(actor));
        Script.in(actor, context -> {
            context.timers().startSingle("a", Script.run(turn -> {}), Duration.ofHours(1));
            context.timers().startSingle("b", Script.run(turn -> {}), Duration.ofHours(1));
        });

        assertThat(details(actor).watchers()).isOne();
        assertThat(details(actor).timers()).isEqualTo(2);
    }

    @Test
    void aBehaviourIsDescribedByItsKindAndProtocolOrAsItSays() {
        ActorRef<Script<?>> plain = system.spawn("plain", Script.syncActor());
        ActorRef<Script<?>> told = system.spawn("told", Script.syncActor().describedAs("follows scripts"));

        assertThat(details(plain).behavior()).isEqualTo("a stateful behaviour of " + Script.class.getName());
        assertThat(details(told).behavior()).isEqualTo("follows scripts");
    }

    @Test
    void pathsMayHoldAnyCharacter() {
        ActorRef<Object> odd = system.spawn("a/b c%ü\n", probe.behavior());
        ActorRef<Object> child = system.spawn(odd, "", probe.behavior());

        assertThat(details(odd).actor().path()).isEqualTo(odd.path());
        assertThat(inspector().actor(ActorPath.parse(child.path().toString()))).isPresent();
    }

    @Test
    void whereNobodyLivesNothingIsSeen() {
        assertThat(inspector().actor(system.path("nobody"))).isEmpty();
        assertThat(inspector().actor(ActorPath.root("another").child("a"))).isEmpty();
        assertThat(inspector().children(system.path("nobody"), 0, 10)).isEmpty();
    }

    @Test
    void childrenComePageByPageInTheOrderOfTheirSpawning() {
        ActorRef<Object> parent = system.spawn("parent", probe.behavior());
        List<ActorPath> paths = IntStream.range(0, 2_345)
                .mapToObj(i -> system.spawn(parent, "c" + i, probe.behavior()).path())
                .toList();
        system.stopAndWait(system.actors().find(paths.get(100)).orElseThrow());
        List<ActorPath> living =
                paths.stream().filter(path -> !path.equals(paths.get(100))).toList();

        for (int page = 0; page < 24; page++) {
            Page found = inspector().children(parent.path(), page, 100).orElseThrow();
            assertThat(found.total()).isEqualTo(2_344);
            assertThat(found.actors())
                    .extracting(ActorRow::path)
                    .containsExactlyElementsOf(living.subList(page * 100, Math.min(2_344, page * 100 + 100)));
        }
        assertThat(inspector().children(parent.path(), 24, 100).orElseThrow().actors())
                .isEmpty();
    }

    @Test
    void theActorsAtTheTopAreTheChildrenOfTheSystem() {
        system.spawn("a", probe.behavior());
        ActorRef<Object> second = system.spawn("b", probe.behavior());
        system.spawn(second, "below", probe.behavior());

        assertThat(inspector().children(system.path(), 0, 10).orElseThrow().actors())
                .extracting(row -> row.path().name(), ActorRow::children)
                .containsExactly(tuple("a", 0), tuple("b", 1));
    }

    @Test
    void actorsAreFoundByPartsOfTheirNamesAndTypes() {
        system.spawn("customer-Smith", probe.behavior().type("customer"));
        system.spawn("customer-jones", probe.behavior().type("customer"));
        system.spawn("other", probe.behavior());

        assertThat(inspector().search("SMITH", 10))
                .extracting(row -> row.path().name())
                .containsExactly("customer-Smith");
        assertThat(inspector().search("customer", 10)).hasSize(2);
        assertThat(inspector().search("customer", 1)).hasSize(1);
        assertThat(inspector().search("nobody", 10)).isEmpty();
    }

    @Test
    void aTreeThatIsVeryDeepIsWalked() {
        ActorRef<?> at = system.spawn("top", probe.behavior());
        for (int i = 1; i < 5_000; i++) {
            at = system.spawn(at, "d", probe.behavior());
        }

        assertThat(inspector().summary(Set.of(Ranking.MEMORY), 1).total().actors())
                .isEqualTo(5_000);
        assertThat(inspector().actor(at.path())).isPresent();
    }

    @Test
    void whoeverLivesAllTheWhileIsCountedWhileOthersComeAndGo() throws InterruptedException {
        ActorRef<Object> parent = system.spawn("parent", probe.behavior());
        IntStream.range(0, 1_000)
                .forEach(i -> system.spawn(parent, "s" + i, probe.behavior().type("steady")));
        Thread others = new Thread(() -> {
            for (int round = 0; round < 20 && !Thread.currentThread().isInterrupted(); round++) {
                List<ActorRef<Object>> passing = IntStream.range(0, 3_000)
                        .mapToObj(i ->
                                system.spawn(parent, "p" + i, probe.behavior().type("passing")))
                        .toList();
                CompletableFuture.allOf(passing.stream().map(system::stop).toArray(CompletableFuture[]::new))
                        .join();
            }
        });
        others.start();

        while (others.isAlive()) {
            long steady = inspector().summary(Set.of(), 0).types().stream()
                    .filter(type -> type.type().equals("steady"))
                    .mapToLong(TypeSummary::actors)
                    .sum();
            assertThat(steady).isGreaterThanOrEqualTo(1_000);
        }
        others.join();
    }

    @Test
    void deadLettersAreSeenWithTheLatestFirst() {
        ActorRef<Object> gone = system.spawn("gone", probe.behavior());
        system.stopAndWait(gone);
        gone.tell("first");
        gone.tell(2);

        List<RememberedLetter> letters = inspector().deadLetters(Contents.SHOWN);

        assertThat(letters)
                .extracting(RememberedLetter::type, RememberedLetter::content, RememberedLetter::reason)
                .containsExactly(tuple("Integer", "2", Reason.STOPPED), tuple("String", "first", Reason.STOPPED));
        assertThat(letters).extracting(RememberedLetter::receiver).containsOnly(gone.path());
        assertThat(letters.get(0).id()).isGreaterThan(letters.get(1).id());
        assertThat(inspector().deadLetters(Contents.HIDDEN))
                .extracting(RememberedLetter::content)
                .containsOnlyNulls();
    }

    @Test
    void limitsAreChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> inspector().top(Ranking.DEPTH, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> inspector().top(Ranking.DEPTH, 1_001));
        assertThatIllegalArgumentException().isThrownBy(() -> inspector().children(system.path(), -1, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> inspector().children(system.path(), 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> inspector().search("", 1_001));
    }

    @Test
    void aStoppedSystemIsSeenToBeOne() {
        Waiting.reply(system.actors().stop());

        Summary summary = inspector().summary(Set.of(Ranking.values()), 10);

        assertThat(summary.running()).isFalse();
        assertThat(summary.total().actors()).isZero();
        assertThat(inspector().flow().edges()).isEmpty();
    }

    @Test
    void nothingIsHeldUpByALook() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());
        for (int i = 0; i < 200; i++) {
            CompletableFuture<String> reply = actor.ask(Script.reply(context -> "alive"));
            details(actor);
            assertReply(reply).isEqualTo("alive");
        }
    }
}
