package io.nact.tests;

import static io.nact.tests.Script.crash;
import static io.nact.tests.Script.in;
import static io.nact.tests.Script.settle;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.nact.ActorException;
import io.nact.ActorRef;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.StatefulBehavior;
import io.nact.Terminated;
import io.nact.Terminated.Reason;
import io.nact.entity.EntityKinds;
import io.nact.mailbox.Mailboxes;
import io.nact.supervision.Crash;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Who watches an actor learns of its end, once, and not after having said that it does not want to. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class WatchTests {

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final ManualTime clock = new ManualTime();

    private final Engines engine;

    @RegisterExtension
    final TestSystem system;

    private final Probe<Object> probe = new Probe<>();

    WatchTests(Engines engine) {
        this.engine = engine;
        system = TestSystem.on(engine).with(clock);
    }

    /** Puts down the news. */
    private StatefulBehavior<Integer, Script<?>> watching() {
        return Script.syncActor().onTerminated((news, context) -> probe.saw(news));
    }

    private ActorRef<Script<?>> watcher() {
        return system.spawn("watcher", watching());
    }

    private ActorRef<Script<?>> target() {
        return system.spawn("target", Script.syncActor());
    }

    private Script<Object> say(Object word) {
        return Script.run(context -> probe.saw(word));
    }

    private static Terminated ended(ActorRef<?> actor, Reason reason) {
        return new Terminated(actor, reason, null);
    }

    private void expectNothingMore() {
        assertThat(probe.soFar()).isEmpty();
    }

    @Test
    void anActorThatIsStoppedIsStopped() {
        ActorRef<Script<?>> target = target();
        ActorRef<Script<?>> watcher = watcher();
        in(watcher, context -> context.watch(target));
        settle(watcher);
        expectNothingMore();

        system.stopAndWait(target);

        probe.expect(ended(target, Reason.STOPPED));
        settle(watcher);
        expectNothingMore();
    }

    @Test
    void anActorThatStopsItselfIsStopped() {
        ActorRef<Script<?>> target = target();
        in(watcher(), context -> context.watch(target));

        target.tell(Script.run(context -> context.stop()));

        probe.expect(ended(target, Reason.STOPPED));
    }

    @Test
    void anActorThatHasDrainedIsStopped() {
        ActorRef<Script<?>> target = target();
        in(watcher(), context -> context.watch(target));

        target.tell(Script.run(context -> context.stopAfterDrain()));

        probe.expect(ended(target, Reason.STOPPED));
    }

    @Test
    void anActorThatShutsDownWhenIdleIsStopped() {
        ActorRef<Script<?>> target = system.spawn("target", Script.syncActor().shutdownAfter(TEN_SECONDS));
        in(watcher(), context -> context.watch(target));

        passUntilSeen();

        probe.expect(ended(target, Reason.STOPPED));
    }

    private void passUntilSeen() {
        await().pollInterval(Duration.ofMillis(2)).until(() -> {
            clock.advance(Duration.ofSeconds(1));
            return !probe.soFar().isEmpty();
        });
    }

    @Test
    void anActorWhoseParentStopsIsStopped() {
        ActorRef<Script<?>> parent = system.spawn("parent", Script.syncActor());
        ActorRef<Script<?>> target = system.spawn(parent, "target", Script.syncActor());
        in(watcher(), context -> context.watch(target));

        system.stopAndWait(parent);

        probe.expect(ended(target, Reason.STOPPED));
    }

    @Test
    void anActorThatItsPolicyStopsHasCrashed() {
        ActorRef<Script<?>> target = target();
        IllegalStateException cause = new IllegalStateException("on purpose");
        in(watcher(), context -> context.watch(target));

        target.tell(Script.run(context -> {
            throw cause;
        }));

        probe.expect(new Terminated(target, Reason.CRASHED, cause));
    }

    @Test
    void anActorThatItsParentStopsForItsCrashHasCrashedToo() {
        IllegalStateException cause = new IllegalStateException("on purpose");
        ActorRef<Script<?>> parent =
                system.spawn("parent", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.STOP_CHILD)));
        ActorRef<Script<?>> target = system.spawn(
                parent, "target", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.ESCALATE)));
        in(watcher(), context -> context.watch(target));

        target.tell(Script.run(context -> {
            throw cause;
        }));

        probe.expect(new Terminated(target, Reason.CRASHED, cause));
    }

    @Test
    void ofSiblingsThatAreStoppedTogetherOneHasCrashed() {
        IllegalStateException cause = new IllegalStateException("on purpose");
        ActorRef<Script<?>> parent = system.spawn("parent", Script.syncActor());
        ActorRef<Script<?>> target = system.spawn(
                parent, "target", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.STOP_ALL)));
        ActorRef<Script<?>> sibling = system.spawn(parent, "sibling", Script.syncActor());
        in(watcher(), context -> {
            context.watch(target);
            context.watch(sibling);
        });

        target.tell(Script.run(context -> {
            throw cause;
        }));

        probe.expectInAnyOrder(new Terminated(target, Reason.CRASHED, cause), ended(sibling, Reason.STOPPED));
    }

    @Test
    void anActorThatCannotStartHasCrashed() {
        Gate gate = new Gate();
        IllegalStateException cause = new IllegalStateException("on purpose");
        ActorRef<String> target = system.spawn(
                "target",
                Behaviors.statefulFrom(
                        context -> {
                            gate.pass();
                            throw cause;
                        },
                        (Object state, String message, io.nact.ActorContext<String> context) -> state));
        in(watcher(), context -> context.watch(target));

        gate.open();

        probe.expect(new Terminated(target, Reason.CRASHED, cause));
    }

    /** It was not its policy that stopped it, which has gone on after a crash before. */
    @Test
    void anActorThatIsStoppedAfterACrashThatItSurvivedIsStopped() {
        ActorRef<Script<?>> target =
                system.spawn("target", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.RESUME)));
        in(watcher(), context -> context.watch(target));
        crash(target);
        settle(target);

        system.stopAndWait(target);

        probe.expect(ended(target, Reason.STOPPED));
    }

    @Test
    void aResetIsNoEnd() {
        ActorRef<Script<?>> target =
                system.spawn("target", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.RESET)));
        ActorRef<Script<?>> watcher = watcher();
        in(watcher, context -> context.watch(target));
        crash(target);
        settle(target);
        settle(watcher);
        expectNothingMore();

        system.stopAndWait(target);

        probe.expect(ended(target, Reason.STOPPED));
    }

    @Test
    void anIdleEntityIsPassivated() {
        ActorRef<Script<?>> entity = EntityKinds.register(system.actors(), "entities", Script.syncActor(), TEN_SECONDS)
                .get("one");
        ActorRef<Script<?>> watcher = watcher();
        settle(entity);
        in(watcher, context -> context.watch(entity));

        passUntilSeen();

        probe.expect(ended(entity, Reason.PASSIVATED));
        settle(entity);
        settle(watcher);
        expectNothingMore();
    }

    @Test
    void anActorWhoseTurnOutlivesTheStopTimeoutIsAbandoned() {
        Gate gate = new Gate();
        ActorRef<Script<?>> target = target();
        in(watcher(), context -> context.watch(target));
        target.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();

        system.stop(target);
        clock.advance(TEN_SECONDS);

        probe.expect(ended(target, Reason.ABANDONED));
        gate.open();
    }

    @Test
    void anActorThatDoesNotLiveIsNotFoundAtOnce() {
        ActorRef<Script<?>> target = target();
        system.stopAndWait(target);
        ActorRef<Script<?>> watcher = watcher();
        ActorRef<Script<?>> never = system.child(watcher, "never");

        in(watcher, context -> {
            context.watch(target);
            context.watch(never);
            probe.saw("end of the turn");
        });

        probe.expect("end of the turn", ended(target, Reason.NOT_FOUND), ended(never, Reason.NOT_FOUND));
    }

    @Test
    void aWatchOfAnEntityDoesNotSpawnIt() {
        ActorRef<Script<?>> entity = EntityKinds.register(system.actors(), "entities", Script.syncActor(), TEN_SECONDS)
                .get("one");

        in(watcher(), context -> context.watch(entity));

        probe.expect(ended(entity, Reason.NOT_FOUND));
        assertThat(system.actors().find(entity.path())).isEmpty();
    }

    @Test
    void theNewsMayBeAMessageOfTheWatchersOwn() {
        ActorRef<Script<?>> target = target();
        ActorRef<Script<?>> gone = system.spawn("gone", Script.syncActor());
        system.stopAndWait(gone);
        ActorRef<Script<?>> watcher = system.spawn("watcher", Script.syncActor());
        in(watcher, context -> {
            context.watchWith(target, say("target ended"));
            context.watchWith(gone, say("was gone"));
        });
        probe.expect("was gone");

        system.stopAndWait(target);

        probe.expect("target ended");
        settle(watcher);
        expectNothingMore();
    }

    @Test
    void theNewsIsOfTheReferenceThatWasWatched() {
        ActorRef<Script<?>> parent = system.spawn("parent", Script.syncActor());
        ActorRef<Script<?>> target = system.spawn(parent, "target", Script.syncActor());
        ActorRef<Script<?>> byName = system.child(parent, "target");
        in(watcher(), context -> context.watch(byName));

        system.stopAndWait(target);

        Terminated news = (Terminated) probe.next();
        assertThat(news.actor()).isSameAs(byName);
        assertThat(news.reason()).isEqualTo(Reason.STOPPED);
    }

    @Test
    void whoWatchesNoMoreLearnsNothing() {
        ActorRef<Script<?>> target = target();
        ActorRef<Script<?>> watcher = watcher();
        in(watcher, context -> {
            context.watch(target);
            context.unwatch(target);
        });

        system.stopAndWait(target);
        settle(watcher);

        expectNothingMore();
    }

    @Test
    void endingAWatchThatThereIsNotDoesNothing() {
        ActorRef<Script<?>> target = target();
        ActorRef<Script<?>> watcher = watcher();

        in(watcher, context -> context.unwatch(target));

        system.stopAndWait(target);
        in(watcher, context -> context.unwatch(target));
        expectNothingMore();
    }

    @Test
    void anyReferenceToTheActorEndsTheWatch() {
        ActorRef<Script<?>> parent = system.spawn("parent", Script.syncActor());
        ActorRef<Script<?>> target = system.spawn(parent, "target", Script.syncActor());
        ActorRef<Script<?>> watcher = watcher();
        in(watcher, context -> {
            context.watch(target);
            context.unwatch(system.child(parent, "target"));
        });

        system.stopAndWait(target);
        settle(watcher);

        expectNothingMore();
    }

    @Test
    void newsThatIsQueuedAlreadyDoesNotArriveAfterTheWatch() {
        Gate gate = new Gate();
        ActorRef<Script<?>> target = target();
        ActorRef<Script<?>> other = system.spawn("other", Script.syncActor());
        ActorRef<Script<?>> watcher = watcher();
        in(watcher, context -> {
            context.watch(target);
            context.watchWith(other, say("other ended"));
        });
        watcher.tell(Script.run(context -> {
            gate.pass();
            context.unwatch(target);
            context.unwatch(other);
        }));
        gate.awaitReached();

        system.stopAndWait(target);
        system.stopAndWait(other);
        gate.open();
        settle(watcher);

        expectNothingMore();
    }

    @Test
    void itIsForTheOneThatLivesAndNotForTheNextOfItsName() {
        ActorRef<Script<?>> target = target();
        ActorRef<Script<?>> watcher = watcher();
        in(watcher, context -> context.watch(target));
        system.stopAndWait(target);
        probe.expect(ended(target, Reason.STOPPED));

        ActorRef<Script<?>> next = target();
        system.stopAndWait(next);
        settle(watcher);

        expectNothingMore();
    }

    @Test
    void theNextOfTheNameMayBeWatchedWhileTheNewsOfTheFirstWaits() {
        Gate gate = new Gate();
        ActorRef<Script<?>> target = target();
        ActorRef<Script<?>> watcher = watcher();
        in(watcher, context -> context.watchWith(target, say("first ended")));
        watcher.tell(Script.run(context -> {
            gate.pass();
            context.watchWith(target, say("second ended"));
        }));
        gate.awaitReached();
        system.stopAndWait(target);
        ActorRef<Script<?>> second = target();
        gate.open();

        probe.expect("first ended");
        settle(watcher);
        expectNothingMore();
        system.stopAndWait(second);
        probe.expect("second ended");
    }

    @Test
    void watchingTwiceIsWatchingOnce() {
        ActorRef<Script<?>> target = target();
        ActorRef<Script<?>> watcher = watcher();
        in(watcher, context -> {
            context.watch(target);
            context.watch(target);
        });

        system.stopAndWait(target);

        probe.expect(ended(target, Reason.STOPPED));
        settle(watcher);
        expectNothingMore();
    }

    @Test
    void watchingAgainChangesTheFormOfTheNews() {
        ActorRef<Script<?>> one = system.spawn("one", Script.syncActor());
        ActorRef<Script<?>> other = system.spawn("other", Script.syncActor());
        ActorRef<Script<?>> watcher = watcher();
        in(watcher, context -> {
            context.watch(one);
            context.watchWith(one, say("never"));
            context.watchWith(one, say("one ended"));
            context.watchWith(other, say("other ended"));
            context.watch(other);
        });

        system.stopAndWait(one);
        probe.expect("one ended");
        system.stopAndWait(other);
        probe.expect(ended(other, Reason.STOPPED));
        settle(watcher);
        expectNothingMore();
    }

    /** The watch has not ended yet as far as the watcher knows, so watching again is no second watch. */
    @Test
    void watchingAgainWhileTheNewsWaitsBringsItOnce() {
        Gate gate = new Gate();
        ActorRef<Script<?>> target = target();
        ActorRef<Script<?>> watcher = watcher();
        in(watcher, context -> context.watch(target));
        watcher.tell(Script.run(context -> {
            gate.pass();
            context.watch(target);
        }));
        gate.awaitReached();
        system.stopAndWait(target);
        gate.open();

        probe.expect(ended(target, Reason.STOPPED));
        settle(watcher);
        expectNothingMore();
    }

    @Test
    void severalMayWatchOne() {
        ActorRef<Script<?>> target = target();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String name = "watcher-" + i;
            expected.add(name);
            in(system.spawn(name, Script.syncActor()), context -> context.watchWith(target, say(name)));
        }

        system.stopAndWait(target);

        assertThat(probe.next(20)).hasSameElementsAs(expected);
    }

    @Test
    void oneMayWatchSeveral() {
        ActorRef<Script<?>> watcher = watcher();
        List<ActorRef<Script<?>>> targets = IntStream.range(0, 20)
                .mapToObj(i -> system.spawn("target-" + i, Script.syncActor()))
                .toList();
        in(watcher, context -> targets.forEach(context::watch));

        for (ActorRef<Script<?>> target : targets) {
            system.stopAndWait(target);
            probe.expect(ended(target, Reason.STOPPED));
        }
    }

    @Test
    void twoMayWatchEachOther() {
        ActorRef<Script<?>> one = system.spawn("one", watching());
        ActorRef<Script<?>> other = system.spawn("other", watching());
        in(one, context -> context.watch(other));
        in(other, context -> context.watch(one));

        system.stopAndWait(one);

        probe.expect(ended(one, Reason.STOPPED));
        system.stopAndWait(other);
        expectNothingMore();
    }

    @Test
    void aParentMayWatchItsChild() {
        IllegalStateException cause = new IllegalStateException("on purpose");
        ActorRef<Script<?>> parent = watcher();
        in(parent, context -> {
            ActorRef<Script<?>> child = context.spawn("child", Script.syncActor());
            context.watch(child);
            child.tell(Script.run(inner -> {
                throw cause;
            }));
        });

        Terminated news = (Terminated) probe.next();
        assertThat(news.actor().path()).isEqualTo(system.path("watcher", "child"));
        assertThat(news.reason()).isEqualTo(Reason.CRASHED);
        assertThat(news.cause()).isSameAs(cause);
        in(parent, context -> probe.saw(context.children().size()));
        probe.expect(0);
    }

    @Test
    void theNameOfAChildIsFreeWhenTheNewsComes() {
        AtomicInteger lives = new AtomicInteger();
        Behavior<Script<?>> parent = Script.syncActor().onTerminated((news, context) -> {
            probe.saw("life " + lives.incrementAndGet());
            context.watch(context.spawn("child", Script.syncActor()));
        });
        ActorRef<Script<?>> watcher = system.spawn("watcher", parent);
        in(watcher, context -> context.watch(context.spawn("child", Script.syncActor())));

        for (int i = 1; i <= 20; i++) {
            system.stop(system.child(watcher, "child"));
            probe.expect("life " + i);
            settle(watcher);
        }
    }

    @Test
    void aChildThatAStopTakesAlongIsNoNews() {
        ActorRef<Script<?>> watcher =
                system.spawn("watcher", watching().afterStop((state, context) -> probe.saw("ended")));
        in(watcher, context -> context.watch(context.spawn("child", Script.syncActor())));

        system.stopAndWait(watcher);

        probe.expect("ended");
        expectNothingMore();
    }

    @Test
    void aResetOfTheWatcherEndsItsWatches() {
        ActorRef<Script<?>> target = target();
        ActorRef<Script<?>> watcher =
                system.spawn("watcher", watching().onCrash(SupervisionPolicy.always(Directive.RESET)));
        in(watcher, context -> {
            context.watch(target);
            context.watch(context.spawn("child", Script.syncActor()));
        });
        crash(watcher);
        settle(watcher);

        system.stopAndWait(target);
        settle(watcher);

        expectNothingMore();
    }

    @Test
    void newsThatIsQueuedWhenTheWatcherIsResetDoesNotArrive() {
        Gate gate = new Gate();
        ActorRef<Script<?>> target = target();
        ActorRef<Script<?>> watcher =
                system.spawn("watcher", watching().onCrash(SupervisionPolicy.always(Directive.RESET)));
        in(watcher, context -> context.watch(target));
        watcher.tell(Script.run(context -> {
            gate.pass();
            throw new IllegalStateException("on purpose");
        }));
        gate.awaitReached();

        system.stopAndWait(target);
        gate.open();
        settle(watcher);

        expectNothingMore();
    }

    @Test
    void aResumeOfTheWatcherKeepsItsWatches() {
        ActorRef<Script<?>> target = target();
        ActorRef<Script<?>> watcher =
                system.spawn("watcher", watching().onCrash(SupervisionPolicy.always(Directive.RESUME)));
        in(watcher, context -> context.watch(target));
        crash(watcher);

        system.stopAndWait(target);

        probe.expect(ended(target, Reason.STOPPED));
    }

    @Test
    void theNextActorOfTheWatchersNameLearnsNothing() {
        ActorRef<Script<?>> target = target();
        ActorRef<Script<?>> watcher = watcher();
        in(watcher, context -> context.watch(target));
        system.stopAndWait(watcher);
        ActorRef<Script<?>> next = watcher();

        system.stopAndWait(target);
        settle(next);

        expectNothingMore();
    }

    @Test
    void whatIsWatchedInTheLastTurnIsNoNews() {
        ActorRef<Script<?>> target = target();
        ActorRef<Script<?>> watcher =
                system.spawn("watcher", watching().afterStop((state, context) -> context.watch(target)));
        settle(watcher);
        system.stopAndWait(watcher);

        system.stopAndWait(target);

        settle(watcher());
        expectNothingMore();
    }

    @Test
    void theNewsGoesBeforeMessagesAndPassesAFullMailbox() {
        Gate gate = new Gate();
        ActorRef<Script<?>> target = target();
        ActorRef<Script<?>> watcher = system.spawn("watcher", watching().mailbox(Mailboxes.bounded(2)));
        in(watcher, context -> context.watch(target));
        watcher.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        watcher.tell(say(1));
        watcher.tell(say(2));
        assertThat(watcher.tryTell(say("refused"))).isFalse();

        system.stopAndWait(target);
        gate.open();

        probe.expect(ended(target, Reason.STOPPED), 1, 2);
    }

    @Test
    void theNewsWaitsForAnOpenTurn() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        ActorRef<Script<?>> target = target();
        ActorRef<Script<?>> watcher =
                system.spawn("watcher", Script.actor().onTerminated((news, context) -> probe.saw(news)));
        in(watcher, context -> context.watch(target));
        watcher.tell(Script.async((request, context) -> {
            probe.saw("open");
            return stage.thenRun(() -> probe.saw("closed"));
        }));
        probe.expect("open");

        system.stopAndWait(target);
        await().during(Duration.ofMillis(30)).until(() -> probe.soFar().isEmpty());
        stage.complete("done");

        probe.expect("closed", ended(target, Reason.STOPPED));
    }

    @Test
    void aStatefulActorMayAnswerTheNewsWithItsNextState() {
        ActorRef<Script<?>> target = target();
        ActorRef<ActorRef<?>> watcher = system.spawn(
                "watcher",
                Behaviors.<List<Object>, ActorRef<?>>stateful(List.of(), (seen, actor, context) -> {
                            context.watch(actor);
                            probe.saw(seen);
                            return seen;
                        })
                        .onTerminated((seen, news, context) -> {
                            List<Object> next = new ArrayList<>(seen);
                            next.add(news.actor().name());
                            probe.saw("news");
                            return next;
                        }));
        watcher.tell(target);
        probe.expect(List.of());
        system.stopAndWait(target);
        probe.expect("news");
        system.stopAndWait(target());

        watcher.tell(target);

        probe.expect(List.of("target"), "news");
    }

    @Test
    void aStatelessActorMayTakeTheNews() {
        ActorRef<Script<?>> target = target();
        ActorRef<Script<?>> watcher =
                system.spawn("watcher", Script.statelessActor(4).onTerminated((news, context) -> {
                    probe.saw(news);
                    probe.saw(context.name());
                }));
        in(watcher, context -> context.watch(target));

        system.stopAndWait(target);

        probe.expect(ended(target, Reason.STOPPED), "watcher");
    }

    @Test
    void anActorThatBecomesMayTakeTheNews() {
        ActorRef<Script<?>> target = target();
        ActorRef<ActorRef<?>> watcher = system.spawn(
                "watcher",
                Behaviors.<ActorRef<?>>receive((actor, context) -> {
                            context.watch(actor);
                            probe.saw("watched");
                            return Behaviors.receive((next, inner) -> Behaviors.stopped());
                        })
                        .onTerminated((news, context) -> probe.saw(news)));
        watcher.tell(target);
        probe.expect("watched");

        system.stopAndWait(target);

        probe.expect(ended(target, Reason.STOPPED));
    }

    @Test
    void aBehaviourThatIsMadeAtTheStartKeepsItsStateInTheNews() {
        ActorRef<Script<?>> target = target();
        ActorRef<String> watcher = system.spawn("watcher", Behaviors.setup(context -> {
            context.watch(target);
            return Behaviors.<Integer, String>stateful(0, (count, message, inner) -> {
                        probe.saw(count);
                        return count + 1;
                    })
                    .onTerminated((count, news, inner) -> {
                        probe.saw(news);
                        return count + 100;
                    });
        }));
        watcher.tell("one");
        probe.expect(0);

        system.stopAndWait(target);
        probe.expect(ended(target, Reason.STOPPED));
        watcher.tell("two");

        probe.expect(101);
    }

    @Test
    void whatWasSaidLastAboutTheNewsCounts() {
        ActorRef<Script<?>> target = target();
        StatefulBehavior<Integer, Script<?>> first =
                Script.syncActor().onTerminated((news, context) -> probe.saw("without state"));
        ActorRef<Script<?>> watcher = system.spawn("watcher", first.onTerminated((count, news, context) -> {
            probe.saw("with state");
            return count;
        }));
        in(watcher, context -> context.watch(target));

        system.stopAndWait(target);

        probe.expect("with state");
    }

    @Test
    void newsThatTheBehaviourDoesNotTakeIsACrashThatNamesBoth() {
        List<Crash> crashes = new ArrayList<>();
        ActorRef<Script<?>> target = target();
        ActorRef<Script<?>> watcher = system.spawn("watcher", Script.syncActor().onCrash(crash -> {
            crashes.add(crash);
            probe.saw("crashed");
            return Directive.RESUME;
        }));
        IllegalStateException cause = new IllegalStateException("on purpose");
        in(watcher, context -> context.watch(target));

        target.tell(Script.run(context -> {
            throw cause;
        }));

        probe.expect("crashed");
        assertThat(crashes.get(0).cause())
                .isInstanceOf(ActorException.class)
                .hasMessageContaining(watcher.path().toString())
                .hasMessageContaining(target.path().toString())
                .hasMessageContaining("onTerminated")
                .hasCause(cause);
        assertThat(crashes.get(0).message()).isEqualTo(new Terminated(target, Reason.CRASHED, cause));
    }

    @Test
    void anActorThatDoesNotSayOtherwiseEndsWithTheOneItWatches() {
        ActorRef<Script<?>> target = target();
        ActorRef<Script<?>> middle = system.spawn("middle", Script.syncActor());
        in(middle, context -> context.watch(target));
        in(watcher(), context -> context.watch(middle));

        system.stopAndWait(target);

        Terminated news = (Terminated) probe.next();
        assertThat(news.actor()).isEqualTo(middle);
        assertThat(news.reason()).isEqualTo(Reason.CRASHED);
        assertThat(news.cause()).isInstanceOf(ActorException.class);
    }

    @Test
    void whatTheHandlerOfTheNewsThrowsIsACrash() {
        ActorRef<Script<?>> target = target();
        ActorRef<Script<?>> watcher = system.spawn(
                "watcher",
                Script.syncActor()
                        .onTerminated((news, context) -> {
                            throw new IllegalStateException("on purpose");
                        })
                        .onCrash(crash -> {
                            probe.saw(crash.cause().getMessage());
                            return Directive.RESUME;
                        }));
        in(watcher, context -> context.watch(target));

        system.stopAndWait(target);

        probe.expect("on purpose");
        assertReply(watcher.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
    }

    @Test
    void onlyActorsOfTheSystemCanBeWatched() {
        ActorRef<Script<?>> watcher = watcher();
        try (TestSystem other = TestSystem.on(engine).open()) {
            ActorRef<Script<?>> foreign = other.spawn("foreign", Script.syncActor());

            in(watcher, context -> {
                assertThatIllegalArgumentException().isThrownBy(() -> context.watch(foreign));
                assertThatIllegalArgumentException().isThrownBy(() -> context.watchWith(foreign, say("never")));
                assertThatIllegalArgumentException().isThrownBy(() -> context.watch(ActorRef.nobody()));
            });
        }
        settle(watcher);
        expectNothingMore();
    }

    /** Whichever comes first, the watch or the end: there is one news of it. */
    @Test
    void aWatchThatRacesWithTheEndBringsOneNews() {
        ActorRef<Script<?>> watcher = watcher();
        for (int round = 0; round < 2_000; round++) {
            ActorRef<Script<?>> target = target();
            int spins = ThreadLocalRandom.current().nextInt(2_000);
            CompletableFuture<Void> stopped;
            if (round % 2 == 0) {
                watcher.tell(Script.run(context -> context.watch(target)));
                spin(spins);
                stopped = system.stop(target);
            } else {
                stopped = system.stop(target);
                spin(spins);
                watcher.tell(Script.run(context -> context.watch(target)));
            }
            Waiting.reply(stopped);

            Terminated news = (Terminated) probe.next();
            assertThat(news.actor()).isEqualTo(target);
            assertThat(news.reason()).isIn(Reason.STOPPED, Reason.NOT_FOUND);
            assertThat(probe.soFar()).isEmpty();
        }
        settle(watcher);
        expectNothingMore();
    }

    private static void spin(int times) {
        for (int i = 0; i < times; i++) {
            Thread.onSpinWait();
        }
    }

    /** The end is told on one thread while the watches come and go on others. */
    @Test
    void manyWatchersThatComeAndGoRaceWithTheEnd() {
        int count = 16;
        for (int round = 0; round < 100; round++) {
            ActorRef<Script<?>> target = target();
            List<ActorRef<Script<?>>> watchers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                ActorRef<Script<?>> watcher = system.spawn(watching());
                watchers.add(watcher);
                boolean leaves = i % 2 == 0;
                watcher.tell(Script.run(context -> {
                    context.watch(target);
                    if (leaves) {
                        context.unwatch(target);
                    }
                }));
            }
            system.stopAndWait(target);
            watchers.forEach(Script::settle);

            // Those that stay have all learned of it, and of those that left none.
            await().until(() -> probe.soFar().size() >= count / 2);
            watchers.forEach(system::stopAndWait);
            assertThat(probe.next(count / 2))
                    .allMatch(news -> ((Terminated) news).actor().equals(target));
            expectNothingMore();
        }
    }
}
