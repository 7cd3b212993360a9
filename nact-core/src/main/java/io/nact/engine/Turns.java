package io.nact.engine;

import io.nact.Incarnation;
import io.nact.MailboxFullException;
import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Envelope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The turns of one actor: begins them, ends them, and tells what came of them. One at a time, or for an actor without
 * state as many as it allows. Owner only, except where a method says otherwise.
 */
final class Turns<M> {

    /** Every how many messages a turn is measured, if nobody waits for its answer. */
    private static final int MEASURED_EVERY = 16;

    private final Cell<M> cell;

    private final Life<M> life;

    /** The context of turns that run alone, and of the actor's first and last ones. */
    private final Turn<M> alone;

    private final Promises promises = new Promises();

    private final int concurrency;

    /** The open turns of an actor that takes several messages at once; read by any thread. */
    private final Set<Turn<M>> beside;

    private int open;

    private int begun;

    Turns(Cell<M> cell, Life<M> life) {
        this.cell = cell;
        this.life = life;
        this.alone = new Turn<>(cell);
        int limit = cell.behavior().options().concurrency();
        this.concurrency = limit == 0 ? cell.dispatcher().parallelism() : limit;
        this.beside = concurrency > 1 ? Collections.synchronizedSet(new LinkedHashSet<>()) : Set.of();
    }

    /** Whether one at a time is all that the actor has, so that while it waits nothing else goes on. */
    boolean areSequential() {
        return concurrency == 1;
    }

    /** Whether one more may begin. */
    boolean mayBegin() {
        return open < concurrency;
    }

    /** Whether none is open. */
    boolean areOver() {
        return open == 0;
    }

    /** What the open turns are on, for people. Any thread; may be late. */
    String inHand() {
        return concurrency > 1 ? open + " messages" : alone.messageName();
    }

    /** The context of what the actor does without a message; any thread may look who waits for the answer in hand. */
    Turn<M> alone() {
        return alone;
    }

    /** Whether somebody waits for an answer that an earlier turn has promised. */
    boolean hasPromises() {
        return promises.areOpen();
    }

    /** The life that made the promises has ended. */
    void forgetPromises() {
        promises.fail();
    }

    /** Tells those who wait for the open turns that nothing comes of them any more. Any thread. */
    void abandon() {
        List<Turn<M>> all = new ArrayList<>(List.of(alone));
        synchronized (beside) {
            all.addAll(beside);
        }
        all.stream().map(Turn::ask).filter(Objects::nonNull).forEach(Ask::lifeEnded);
        promises.fail();
    }

    /** Begins a turn on the message, unless its asker does not wait any more. */
    void begin(Envelope envelope, Incarnation<M> incarnation) {
        boolean measured =
                cell.stats().isMeasured() && (envelope instanceof AskEnvelope || begun % MEASURED_EVERY == 0);
        begun++;
        // The envelope stays in the mailbox as its end, so it is emptied here, by the owner.
        Turn<M> turn = concurrency > 1 ? new Turn<>(cell) : alone;
        if (!turn.begin(envelope, measured)) {
            unawaited(envelope);
        } else if (concurrency > 1) {
            open++;
            beside.add(turn);
            cell.system().execute(cell.dispatcher(), () -> Activation.run(() -> runBeside(turn, incarnation)));
        } else {
            runAlone(incarnation);
        }
    }

    private void runAlone(Incarnation<M> incarnation) {
        Throwable failure = alone.receive(incarnation);
        if (failure == null && alone.hasOpened()) {
            open++;
        } else if (cell.isOwned()) {
            over(alone, failure);
        }
    }

    /** Runs a turn without the right to run. */
    private void runBeside(Turn<M> turn, Incarnation<M> incarnation) {
        Throwable failure = turn.receive(incarnation);
        if (failure != null || !turn.hasOpened()) {
            cell.signal(new Signal.TurnEnded(turn, failure));
        }
    }

    private void unawaited(Envelope envelope) {
        Ask<?> ask = Objects.requireNonNull(AskEnvelope.askOf(envelope));
        cell.system()
                .deadLetters()
                .known(cell, envelope.message(), ask.isCancelled() ? Reason.CANCELLED : Reason.EXPIRED);
        envelope.clear();
    }

    /** The stage of an open turn has completed; a late one is none of it any more. */
    @SuppressWarnings("unchecked") // turns of this actor
    void resume(Signal.StageCompleted completed, @Nullable Incarnation<M> incarnation) {
        Turn<M> turn = (Turn<M>) completed.turn();
        if (!turn.awaits(completed.ticket()) || incarnation == null) {
            return;
        }
        Throwable failure = turn.resume(incarnation, completed.value(), completed.failure());
        if (cell.isOwned()) {
            open--;
            over(turn, failure);
        }
    }

    /** A turn that ran beside others has ended. */
    void ended(Signal.TurnEnded ended) {
        open--;
        over(ended.turn(), ended.failure());
    }

    private void over(Turn<?> turn, @Nullable Throwable failure) {
        if (concurrency > 1) {
            beside.remove(turn);
        }
        long nanos = turn.nanosTaken();
        if (nanos >= 0) {
            cell.stats().record(nanos);
        }
        Object message = turn.message();
        Ask<?> ask = turn.ask();
        if (failure == null) {
            ended(turn, message, ask);
        }
        boolean received = failure != null && ask != null && ask.failed(failure);
        Object context = turn.context();
        turn.end();
        if (failure != null) {
            // Whoever reads of the crash wants to know whose message it was.
            cell.system().carriage().run(context, () -> failed(message, failure, received));
        }
        life.turnOver();
    }

    /** What becomes of a message whose turn has ended well. */
    private void ended(Turn<?> turn, Object message, @Nullable Ask<?> ask) {
        switch (turn.fate()) {
            case HANDLED -> handled(message, ask);
            case STASHED -> stash(message, ask, turn.context());
            case REFUSED -> refuseToStash(message, ask);
            case UNHANDLED -> refuse(message, ask, Reason.UNHANDLED);
            case FORWARDED -> {}
        }
    }

    private void handled(Object message, @Nullable Ask<?> ask) {
        if (ask != null) {
            ask.turnEnded(message);
            if (ask.isPromised()) {
                promises.add(ask);
            }
        }
    }

    private void stash(Object message, @Nullable Ask<?> ask, @Nullable Object context) {
        if (ask != null) {
            ask.putBack();
        }
        if (!life.extras()
                .backlog()
                .stash(ask == null ? Carriage.envelope(message, context) : new AskEnvelope(message, ask))) {
            refuse(message, ask, Reason.STOPPED);
        }
    }

    private void refuseToStash(Object message, @Nullable Ask<?> ask) {
        if (ask != null) {
            ask.fail(new MailboxFullException("The stash of %s is full (%d): %s was not set aside. Raise stashCapacity"
                    .formatted(
                            cell.path(),
                            cell.behavior().options().stashCapacity(),
                            Special.content(message).getClass().getSimpleName())));
        }
        refuse(message, ask, Reason.FULL);
    }

    private void refuse(Object message, @Nullable Ask<?> ask, Reason reason) {
        Object sent = Special.content(message);
        if (ask == null) {
            cell.system().deadLetters().add(cell, sent, reason);
        } else {
            cell.system().deadLetters().known(cell, sent, reason);
            ask.fail(cell.refusal(reason, sent.getClass()));
        }
    }

    private void failed(Object message, Throwable failure, boolean received) {
        boolean onlyReply = received
                && failure instanceof Exception
                && cell.behavior().options().exceptionsAreReplies();
        if (!onlyReply) {
            life.crashed(Special.content(message), failure);
        }
    }
}
