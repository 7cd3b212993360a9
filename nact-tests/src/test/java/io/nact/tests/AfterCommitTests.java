package io.nact.tests;

import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.TransactionBinding;
import io.nact.event.DeadLetter.Reason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is bound to a transaction is sent at its commit and not before, or never. */
class AfterCommitTests {

    private static final ThreadLocal<@Nullable List<Runnable>> TRANSACTION = new ThreadLocal<>();

    private static final TransactionBinding BINDING = action -> {
        List<Runnable> open = TRANSACTION.get();
        return open != null && open.add(action);
    };

    @RegisterExtension
    final TestSystem system = TestSystem.create().with(options -> options.withTransactions(BINDING));

    @RegisterExtension
    final TestSystem bindingAll = TestSystem.create()
            .with(options -> options.withTransactions(BINDING).withTellsAfterCommit(true));

    private final Probe<String> probe = new Probe<>();

    @AfterEach
    void rollBack() {
        TRANSACTION.remove();
    }

    private static void begin() {
        TRANSACTION.set(new ArrayList<>());
    }

    private static void commit() {
        List<Runnable> actions = TRANSACTION.get();
        TRANSACTION.remove();
        actions.forEach(Runnable::run);
    }

    private ActorRef<Script<?>> actor() {
        return system.spawn("actor", Script.actor());
    }

    private Script<Object> say(String what) {
        return Script.run(context -> probe.saw(what));
    }

    @Test
    void whatIsBoundComesAfterTheCommitInOrder() {
        ActorRef<Script<?>> actor = actor();
        begin();

        actor.afterCommit().tell(say("first"));
        actor.afterCommit().tell(say("second"));
        actor.tell(say("at once"));
        Script.settle(actor);

        probe.expect("at once");
        assertThat(probe.soFar()).isEmpty();
        commit();
        probe.expect("first", "second");
    }

    @Test
    void aRollBackDiscardsIt() {
        ActorRef<Script<?>> actor = actor();
        begin();
        actor.afterCommit().tell(say("never"));

        rollBack();
        Script.settle(actor);

        assertThat(probe.soFar()).isEmpty();
        assertThat(system.deadLetters(Reason.DROPPED)).isZero();
    }

    @Test
    void withoutATransactionItIsSentAtOnce() {
        actor().afterCommit().tell(say("at once"));

        probe.expect("at once");
    }

    @Test
    void everyTellMayBeBound() {
        ActorRef<Script<?>> actor = bindingAll.spawn("actor", Script.actor());
        begin();

        actor.tell(say("later"));
        assertReply(actor.ask(Script.reply(context -> "asked"))).isEqualTo("asked");

        assertThat(probe.soFar()).isEmpty();
        commit();
        probe.expect("later");
    }

    @Test
    void whoHasStoppedUntilTheCommitLeavesADeadLetterAndNoException() {
        ActorRef<Script<?>> actor = actor();
        begin();
        actor.afterCommit().tell(say("late"));
        system.stopAndWait(actor);

        commit();

        assertThat(system.deadLetters(Reason.STOPPED)).isEqualTo(1);
    }
}
