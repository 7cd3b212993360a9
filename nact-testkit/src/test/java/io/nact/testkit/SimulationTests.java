package io.nact.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nact.ActorRef;
import io.nact.AskTimeoutException;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SimulationTests {

    private sealed interface AccountMessage {}

    private record Balance() implements AccountMessage, Request<Integer> {}

    private record SetBalance(int value) implements AccountMessage {}

    private record Withdraw(int amount) implements AccountMessage, Request<Boolean> {}

    private static Behavior<AccountMessage> account(int balance) {
        return Behaviors.stateful(AccountMessage.class, balance, (state, message, context) -> {
            if (message instanceof Balance request) {
                context.replyTo(request).reply(state);
                return state;
            }
            if (message instanceof Withdraw withdraw) {
                context.replyTo(withdraw).reply(withdraw.amount() <= state);
                return withdraw.amount() <= state ? state - withdraw.amount() : state;
            }
            return ((SetBalance) message).value();
        });
    }

    /** Two depositors read the balance and then write it: one deposit is lost if both read before one writes. */
    private static void lostUpdate(Simulation.Run run) {
        ActorRef<AccountMessage> account = run.spawn("account", account(0));
        run.concurrently(() -> deposit(account, 10), () -> deposit(account, 5));
        run.untilQuiet();
        assertThat(run.await(account.ask(new Balance()))).isEqualTo(15);
    }

    private static void deposit(ActorRef<AccountMessage> account, int amount) {
        account.ask(new Balance()).thenAccept(balance -> account.tell(new SetBalance(balance + amount)));
    }

    /** Whoever checks before the other one acts withdraws more than there is. */
    private static void checkThenAct(Simulation.Run run) {
        ActorRef<AccountMessage> account = run.spawn("account", account(100));
        AtomicInteger paid = new AtomicInteger();
        Behavior<Integer> teller = Behaviors.statelessAsync((amount, context) -> account.ask(new Balance())
                .thenAccept(balance -> {
                    if (balance >= amount) {
                        paid.addAndGet(amount);
                        account.tell(new SetBalance(balance - amount));
                    }
                }));
        run.spawn("ann", teller).tell(80);
        run.spawn("bob", teller).tell(70);
        run.untilQuiet();
        assertThat(paid.get()).isLessThanOrEqualTo(100);
    }

    @Test
    void findsALostUpdate() {
        SimulationError error = failureOf(SimulationTests::lostUpdate);

        assertThat(error)
                .hasMessageContaining("Play it again with Simulation.seed(%d)", error.seed())
                .hasMessageContaining("account: takes Balance[]")
                .hasMessageContaining("outside 1.1");
    }

    @Test
    void repeatsALostUpdateAHundredTimesStepByStep() {
        repeats(SimulationTests::lostUpdate);
    }

    @Test
    void findsAndRepeatsACheckThatIsTooOldWhenItActs() {
        repeats(SimulationTests::checkThenAct);
    }

    private static void repeats(Simulation.Scenario scenario) {
        SimulationError first = failureOf(scenario);
        assertThat(first.trace().steps()).hasSizeGreaterThan(5);
        for (int i = 0; i < 100; i++) {
            SimulationError again = catchThrowableOfType(
                    SimulationError.class, () -> Simulation.seed(first.seed()).run(scenario));
            assertThat(again).as("run %d", i).isNotNull();
            assertThat(again.trace()).isEqualTo(first.trace());
            assertThat(again.trace()).hasToString(first.trace().toString());
        }
    }

    private static SimulationError failureOf(Simulation.Scenario scenario) {
        SimulationError error = catchThrowableOfType(
                SimulationError.class, () -> Simulation.seeds(1_000).run(scenario));
        assertThat(error).as("the planted race").isNotNull();
        return error;
    }

    @Test
    void findsNothingWhereOneMessageDoesBoth() {
        Simulation.Outcome outcome = Simulation.seeds(1_000).run(run -> {
            ActorRef<AccountMessage> account = run.spawn("account", account(100));
            List<CompletableFuture<Boolean>> paid = new ArrayList<>();
            run.concurrently(
                    () -> paid.add(account.ask(new Withdraw(80))), () -> paid.add(account.ask(new Withdraw(70))));
            run.untilQuiet();
            assertThat(paid).extracting(CompletableFuture::join).containsOnlyOnce(true);
        });

        assertThat(outcome.runs()).isEqualTo(1_000);
        assertThat(outcome.interleavings()).isGreaterThan(3);
    }

    @Test
    void triesEveryOrderOfAFewPieces() {
        Set<String> orders = new HashSet<>();
        Simulation.seeds(200).run(run -> {
            StringBuilder order = new StringBuilder();
            run.concurrently(() -> order.append('a'), () -> order.append('b'), () -> order.append('c'));
            run.untilQuiet();
            orders.add(order.toString());
        });

        assertThat(orders).containsExactlyInAnyOrder("abc", "acb", "bac", "bca", "cab", "cba");
    }

    @Test
    void keepsTheOrderOfTheThreadsOfOutsideCode() {
        Set<String> orders = new HashSet<>();
        Simulation.seeds(200).run(run -> {
            StringBuilder order = new StringBuilder();
            run.inOrder(() -> order.append('1'), () -> order.append('2'));
            run.inOrder(() -> order.append('a'), () -> order.append('b'));
            run.untilQuiet();
            orders.add(order.toString());
        });

        assertThat(orders).containsExactlyInAnyOrder("12ab", "1a2b", "1ab2", "a12b", "a1b2", "ab12");
    }

    @Test
    void doesWhatIsLeftBeforeTheEnd() {
        AtomicInteger done = new AtomicInteger();

        Simulation.seed(1).run(run -> run.concurrently(done::incrementAndGet));

        assertThat(done).hasValue(1);
    }

    @Test
    void runsOnTheCallersThreadOnly() {
        Set<Thread> threads = new HashSet<>();
        Simulation.seeds(20).run(run -> {
            ActorRef<AccountMessage> account = run.spawn("account", account(1));
            run.spawn("a", Behaviors.<String>stateless((message, context) -> threads.add(Thread.currentThread())))
                    .tell("go");
            account.ask(new Balance()).thenRun(() -> threads.add(Thread.currentThread()));
            account.ask(new Balance()).thenRunAsync(() -> threads.add(Thread.currentThread()));
            run.untilQuiet();
        });

        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void letsTimePassWhenNothingElseIsToDo() {
        Simulation.seeds(20).run(run -> {
            ActorRef<AccountMessage> silent = run.spawn("silent", Behaviors.stateless((message, context) -> {}));
            CompletableFuture<Integer> ask = silent.<Integer>ask(replyTo -> new SetBalance(1), Duration.ofHours(3));

            assertThatExceptionOfType(AskTimeoutException.class).isThrownBy(() -> run.await(ask));
            assertThat(run.system().uptime()).isEqualTo(Duration.ofHours(3));
        });
    }

    @Test
    void letsNoMoreTimePassThanItIsTold() {
        Simulation.seeds(20).run(run -> {
            ActorRef<AccountMessage> silent = run.spawn("silent", Behaviors.stateless((message, context) -> {}));
            CompletableFuture<Integer> ask = silent.<Integer>ask(replyTo -> new SetBalance(1), Duration.ofSeconds(10));

            run.advance(Duration.ofSeconds(9));
            assertThat(ask).isNotDone();
            run.advance(Duration.ofSeconds(1));
            assertThat(ask).isCompletedExceptionally();
            assertThat(run.system().uptime()).isEqualTo(Duration.ofSeconds(10));
        });
    }

    @Test
    void findsAnAnswerThatComesTooLateIfTimePassesInBetween() {
        Set<Boolean> outcomes = new HashSet<>();
        Simulation.seeds(100).run(run -> {
            ActorRef<AccountMessage> account = run.spawn("account", account(1));
            run.concurrently(() -> run.advance(Duration.ofSeconds(6)));
            CompletableFuture<Integer> ask = account.ask(new Balance(), Duration.ofSeconds(5));
            run.untilQuiet();
            outcomes.add(ask.isCompletedExceptionally());
        });

        assertThat(outcomes).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void tellsADeadlock() {
        assertThatExceptionOfType(SimulationError.class)
                .isThrownBy(() -> Simulation.seeds(1).run(run -> run.await(new CompletableFuture<>())))
                .withMessageContaining("Deadlock");
    }

    private static Behavior<String> echo() {
        return Behaviors.stateless((message, context) -> context.self().tell(message));
    }

    @Test
    void tellsALivelock() {
        assertThatExceptionOfType(SimulationError.class)
                .isThrownBy(() -> Simulation.seeds(3).maxSteps(500).run(run -> {
                    run.spawn("echo", echo()).tell("again");
                    run.untilQuiet();
                }))
                .withMessageContaining("Livelock")
                .withMessageContaining("after 500 steps")
                .withMessageContaining("echo: takes again");
    }

    @Test
    void tellsWhatDoesNotRepeatItself() {
        AtomicInteger runs = new AtomicInteger();

        assertThatExceptionOfType(SimulationError.class)
                .isThrownBy(() -> Simulation.seed(1).run(run -> {
                    run.spawn("actor-" + runs.incrementAndGet(), account(1)).tell(new Balance());
                    run.untilQuiet();
                    throw new IllegalStateException("on purpose");
                }))
                .withMessageContaining("It does not repeat itself");
    }

    @Test
    void checksAnInvariantAfterEachStep() {
        AtomicInteger count = new AtomicInteger();

        assertThatExceptionOfType(SimulationError.class)
                .isThrownBy(() -> Simulation.seed(1).run(run -> {
                    count.set(0);
                    run.always(() -> assertThat(count.get()).isLessThan(3));
                    run.inOrder(
                            count::incrementAndGet, count::incrementAndGet, count::incrementAndGet, () -> count.set(0));
                }))
                .withMessageContaining("outside 1.3");
    }

    @Test
    void refusesToWaitInAStep() {
        assertThatExceptionOfType(SimulationError.class)
                .isThrownBy(() -> Simulation.seed(1).run(run -> run.concurrently(run::untilQuiet)))
                .withMessageContaining("inOrder");
    }

    @Test
    void hasChanceOfItsOwnThatTheSeedDecides() {
        Set<Long> numbers = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            Simulation.seed(42).run(run -> numbers.add(run.random().nextLong()));
        }
        assertThat(numbers).hasSize(1);
        Simulation.seeds(100).run(run -> numbers.add(run.random().nextLong()));
        assertThat(numbers).hasSizeGreaterThanOrEqualTo(100);
    }

    @Test
    void probesWaitByTakingSteps() {
        Simulation.seeds(50).run(run -> {
            TestProbe<String> probe = run.probe("probe");
            run.spawn(
                            "sender",
                            Behaviors.<String>stateless(
                                    (message, context) -> probe.ref().tell(message)))
                    .tell("hello");

            probe.expectMessage("hello");
            probe.expectNoMessage(Duration.ofDays(1));
        });
    }
}
