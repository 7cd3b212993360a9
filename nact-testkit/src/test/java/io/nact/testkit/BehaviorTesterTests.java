package io.nact.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nact.ActorContext;
import io.nact.ActorException;
import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.MailboxFullException;
import io.nact.NoReplyException;
import io.nact.Request;
import io.nact.Terminated;
import io.nact.UnhandledMessageException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BehaviorTesterTests {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private record Add(int amount) implements Request<Integer> {}

    private record Save() implements Request<Void> {}

    private final List<Object> seen = new ArrayList<>();

    /** What a turn does on any message. */
    private interface Turn {

        void on(Object message, ActorContext<Object> context) throws Exception;
    }

    private Behavior<Object> doing(Turn turn) {
        return Behaviors.stateful(Object.class, 0, (count, message, context) -> {
            seen.add(message);
            turn.on(message, context);
            return count + 1;
        });
    }

    private static Behavior<Add> summing() {
        return Behaviors.stateful(Add.class, 0, (total, message, context) -> {
            int next = total + message.amount();
            context.replyTo(message).reply(next);
            return next;
        });
    }

    @Test
    void handlesAMessageBeforeItReturns() {
        BehaviorTester<Object> tester = BehaviorTester.of(doing((message, context) -> {}));

        tester.send("a");

        assertThat(seen).containsExactly("a");
        assertThat(tester.effects()).isEmpty();
    }

    @Test
    void answersWhatTheBehaviourReplies() {
        BehaviorTester<Add> tester = BehaviorTester.of(summing());

        tester.send(new Add(1));
        assertThat(tester.effects()).containsExactly(new Effect.Replied(new Add(1), 1));
        assertThat(tester.ask(new Add(2))).isCompletedWithValue(3);
    }

    @Test
    void answersWhatTheBehaviourTellsTheReferenceInAMessage() {
        Behavior<ActorRef<String>> behavior = Behaviors.stateless((replyTo, context) -> replyTo.tell("hello"));

        assertThat(BehaviorTester.of(behavior).<String>ask(replyTo -> replyTo)).isCompletedWithValue("hello");
    }

    @Test
    void answersAsTheEndOfATurnDoes() {
        BehaviorTester<Object> tester = BehaviorTester.of(doing((message, context) -> {
            if (message.equals(new Add(0))) {
                context.unhandled();
            }
        }));

        assertThat(tester.ask(new Save())).isCompletedWithValue(null);
        assertThat(tester.ask(new Add(1)))
                .failsWithin(SECOND)
                .withThrowableThat()
                .withCauseInstanceOf(NoReplyException.class);
        assertThat(tester.ask(new Add(0)))
                .failsWithin(SECOND)
                .withThrowableThat()
                .withCauseInstanceOf(UnhandledMessageException.class);
        assertThat(tester.effects()).containsExactly(new Effect.Unhandled(new Add(0)));
    }

    @Test
    void givesTheTestTheHandlersException() {
        BehaviorTester<Object> tester = BehaviorTester.of(doing((message, context) -> {
            throw message instanceof Add ? new IOException("on purpose") : new IllegalStateException("on purpose");
        }));

        assertThatThrownBy(() -> tester.send("a")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> tester.send(new Add(1)))
                .isInstanceOf(ActorException.class)
                .hasCauseInstanceOf(IOException.class);
        assertThat(tester.ask(new Add(1)))
                .failsWithin(SECOND)
                .withThrowableThat()
                .withCauseInstanceOf(IOException.class);
    }

    @Test
    void refusesWhatIsOutsideTheProtocol() {
        @SuppressWarnings({"unchecked", "rawtypes"})
        BehaviorTester<Object> tester = BehaviorTester.of((Behavior<Object>) (Behavior) summing());

        assertThatExceptionOfType(UnhandledMessageException.class).isThrownBy(() -> tester.send("no number"));
    }

    @Test
    void keepsWhatOthersAreTold() {
        BehaviorTester<Object> tester = BehaviorTester.of(doing((message, context) -> {}));
        ActorRef<Object> other = tester.ref("other");
        BehaviorTester<Object> telling = BehaviorTester.of(doing((message, context) -> other.tell(message)));

        tester.send("not this");
        telling.send("a");

        assertThat(tester.effects()).containsExactly(new Effect.Told(other, "a"));
    }

    @Test
    void keepsWhatOthersAreAskedUntilTheTestReplies() {
        List<ActorRef<Object>> rates = new ArrayList<>();
        BehaviorTester<Object> tester = BehaviorTester.of(Behaviors.statefulAsync(0, (state, message, context) -> {
            seen.add(message);
            return message instanceof Add add
                    ? rates.get(0).ask(add).thenApply(rate -> {
                        context.replyTo(add).reply(rate * 2);
                        return state + 1;
                    })
                    : CompletableFuture.completedFuture(state);
        }));
        rates.add(tester.ref("rates"));

        CompletableFuture<Integer> reply = tester.ask(new Add(4));
        tester.effect(Effect.Asked.class).reply().complete(21);

        assertThat(reply).isCompletedWithValue(42);
        assertThat(tester.isWaiting()).isFalse();
    }

    @Test
    void leavesMessagesWaitingBehindAnOpenTurn() {
        CompletableFuture<Integer> stage = new CompletableFuture<>();
        BehaviorTester<String> tester = BehaviorTester.of(Behaviors.statefulAsync(0, (state, message, context) -> {
            seen.add(message);
            return seen.size() == 1 ? stage : CompletableFuture.completedFuture(state);
        }));

        tester.send("a").send("b").send("c");
        assertThat(tester.isWaiting()).isTrue();
        assertThat(tester.waiting()).containsExactly("b", "c");

        stage.complete(1);
        assertThat(seen).containsExactly("a", "b", "c");
    }

    @Test
    void takesNoticeOfAStageThatAnotherThreadCompletes() throws Exception {
        CompletableFuture<Integer> stage = new CompletableFuture<>();
        BehaviorTester<String> tester =
                BehaviorTester.of(Behaviors.statefulAsync(0, (state, message, context) -> stage));
        tester.send("a");

        Thread other = new Thread(() -> stage.complete(1));
        other.start();
        other.join();

        assertThat(tester.isWaiting()).isFalse();
    }

    @Test
    void handlesWhatTheActorTellsItself() {
        BehaviorTester<Object> tester = BehaviorTester.of(doing((message, context) -> {
            if (message.equals("first")) {
                context.self().tell("second");
                context.pipeToSelf(CompletableFuture.completedFuture("third"), (value, failure) -> value);
            }
        }));

        tester.send("first");

        assertThat(seen).containsExactlyInAnyOrder("first", "second", "third");
        assertThat(tester.effects()).hasOnlyElementsOfTypes(Effect.Told.class, Effect.Piped.class);
    }

    @Test
    void spawnsNobodyButKeepsThatItWasWanted() {
        Behavior<Add> child = summing();
        BehaviorTester<Object> tester = BehaviorTester.of("parent", Behaviors.setup(context -> {
            ActorRef<Add> sums = context.spawn("sums", child);
            return doing((message, ignored) -> {
                sums.tell((Add) message);
                context.stop(sums);
            });
        }));

        Effect.Spawned spawned = tester.effect(Effect.Spawned.class);
        assertThat(spawned.behavior()).isSameAs(child);
        assertThat(spawned.child().path()).hasToString("nact://test/parent/sums");
        tester.send(new Add(1));
        assertThat(tester.effects())
                .containsExactly(new Effect.Told(spawned.child(), new Add(1)), new Effect.Stopped(spawned.child()));
    }

    @Test
    void tellsOfTheEndOfAWatchedActor() {
        BehaviorTester<Object> tester = BehaviorTester.of(doing((message, context) -> {
                    context.watch(watched(message));
                    context.watchWith(watched("b"), "b has ended");
                })
                .onTerminated((news, context) -> seen.add(news.reason())));
        ActorRef<Object> a = tester.ref("a");

        tester.send("a");
        assertThat(tester.effects())
                .containsExactly(new Effect.Watched(a, null), new Effect.Watched(watched("b"), "b has ended"));
        tester.terminate(a, Terminated.Reason.CRASHED);

        assertThat(seen).containsExactly("a", Terminated.Reason.CRASHED);
        assertThatThrownBy(() -> tester.terminate(a, Terminated.Reason.STOPPED))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("does not watch");
    }

    private static ActorRef<Object> watched(Object name) {
        return BehaviorTester.of(Behaviors.stateless((message, context) -> {})).ref((String) name);
    }

    @Test
    void runsTimersWhenTheTestLetsTimePass() {
        BehaviorTester<Object> tester = BehaviorTester.of(doing((message, context) -> {
            if (message.equals("start")) {
                context.timers().startSingle("once", "once", Duration.ofSeconds(5));
                context.timers().startFixedDelay("tick", "tick", Duration.ofSeconds(2));
            } else if (message.equals("cancel")) {
                context.timers().cancel("tick");
            }
        }));

        tester.send("start");
        assertThat(tester.effects())
                .containsExactly(
                        new Effect.TimerStarted("once", "once", Duration.ofSeconds(5), null),
                        new Effect.TimerStarted("tick", "tick", Duration.ofSeconds(2), Duration.ofSeconds(2)));
        tester.advance(Duration.ofSeconds(6));
        assertThat(seen).containsExactly("start", "tick", "tick", "once", "tick");
        tester.send("cancel").advance(Duration.ofHours(1));
        assertThat(seen).endsWith("cancel");
    }

    @Test
    void tellsTheActorThatNothingHasCome() {
        BehaviorTester<Object> tester = BehaviorTester.of(Behaviors.setup(context -> {
            context.timers().receiveTimeout(Duration.ofSeconds(3), "quiet");
            return doing((message, ignored) -> {});
        }));

        tester.advance(Duration.ofSeconds(2));
        tester.send("a");
        tester.advance(Duration.ofSeconds(2));
        assertThat(seen).containsExactly("a");
        tester.advance(Duration.ofSeconds(1));
        assertThat(seen).containsExactly("a", "quiet");
    }

    @Test
    void stashes() {
        BehaviorTester<Object> tester = BehaviorTester.of(doing((message, context) -> {
                    if (message.equals("open")) {
                        context.stash().unstashAll();
                    } else if (!seen.contains("open")) {
                        context.stash().add();
                    } else if (message instanceof Add add) {
                        context.replyTo(add).reply(1);
                    }
                })
                .stashCapacity(2));

        tester.send("a");
        assertThat(tester.effects()).containsExactly(new Effect.Stashed("a"));
        CompletableFuture<Integer> reply = tester.ask(new Add(1));
        assertThat(reply).isNotDone();
        assertThat(tester.ask(new Add(2)))
                .failsWithin(SECOND)
                .withThrowableThat()
                .withCauseInstanceOf(MailboxFullException.class);

        tester.send("open");
        assertThat(seen).endsWith("open", "a", new Add(1));
        assertThat(reply).isCompletedWithValue(1);
    }

    @Test
    void keepsWhatIsForwarded() {
        List<ActorRef<Object>> other = new ArrayList<>();
        BehaviorTester<Object> tester =
                BehaviorTester.of(doing((message, context) -> context.forward(other.get(0), message)));
        other.add(tester.ref("other"));

        CompletableFuture<Integer> reply = tester.ask(new Add(1));

        assertThat(tester.effects()).containsExactly(new Effect.Forwarded(other.get(0), new Add(1)));
        assertThat(reply).isNotDone();
    }

    @Test
    void adaptsAndSubscribes() {
        List<ActorRef<Integer>> adapted = new ArrayList<>();
        BehaviorTester<Object> tester = BehaviorTester.of(Behaviors.setup(context -> {
            adapted.add(context.adapt(number -> "number " + number));
            context.subscribe(Integer.class, number -> "event " + number);
            return doing((message, ignored) -> {});
        }));

        adapted.get(0).tell(1);
        tester.publish(2).publish("of another type");

        assertThat(seen).containsExactly("number 1", "event 2");
    }

    @Test
    void stopsAndRunsAfterStop() {
        BehaviorTester<Object> tester =
                BehaviorTester.of(doing((message, context) -> context.stop()).afterStop(context -> seen.add("ended")));

        tester.send("a");

        assertThat(tester.isStopped()).isTrue();
        assertThat(seen).containsExactly("a", "ended");
        assertThat(tester.effects()).containsExactly(new Effect.Stopped(tester.self()));
        assertThatExceptionOfType(ActorStoppedException.class).isThrownBy(() -> tester.send("b"));
    }

    @Test
    void handlesWhatWaitsBeforeItStopsAfterDraining() {
        BehaviorTester<Object> tester = BehaviorTester.of(doing((message, context) -> {
                    if (message.equals("a")) {
                        context.self().tell("b");
                        context.stopAfterDrain();
                    }
                })
                .afterStop(context -> seen.add("ended")));

        tester.send("a");

        assertThat(seen).containsExactly("a", "b", "ended");
    }

    @Test
    void resetsToAFreshState() {
        BehaviorTester<Add> tester = BehaviorTester.of(summing());
        tester.send(new Add(5));

        tester.reset();

        assertThat(tester.ask(new Add(1))).isCompletedWithValue(1);
    }

    @Test
    void saysWhatIsMissing() {
        BehaviorTester<Object> tester = BehaviorTester.of(doing((message, context) -> {
            if (message.equals("system")) {
                context.system();
            } else {
                BehaviorTester.of(summing()).self().call(new Add(1));
            }
        }));

        assertThatThrownBy(() -> tester.send("system")).hasMessageContaining("ActorTestKit");
        assertThatThrownBy(() -> tester.send("call")).hasMessageContaining("return the stage");
        assertThatThrownBy(() -> tester.effect(Effect.Told.class)).hasMessageContaining("Told");
    }
}
