package io.nact.engine;

import io.nact.inspect.ActorRow;
import io.nact.inspect.ActorStatus;
import io.nact.inspect.Ranking;
import io.nact.mailbox.Glance;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What somebody sees who looks at actors at one moment, while they go on. For one thread, which is none of theirs. */
/*
 * What an actor is doing stands in fields that its owner writes without a barrier, for speed. The look reads a volatile one
 * first, whether it is at rest, so that of an actor at rest all is seen; of one that is running something may be a turn old.
 */
final class Look {

    /** Bytes of an idle actor: cell, life, mailbox, its place in the table. */
    private static final int BYTES_OF_ACTOR = 180;

    private static final int BYTES_OF_NAME = 56;

    private static final int BYTES_OF_EXTRAS = 72;

    /** Of the envelope, and of the ask that some of them have. */
    private static final int BYTES_OF_MESSAGE = 40;

    private final long now;

    private final Rates.Reading rates;

    private final Map<Turn<?>, SeenTurns.Seen> running;

    Look(LocalSystem system, SeenTurns turns, Rates.Reading rates) {
        this.running = turns.now();
        // Afterwards, so that no turn seems to begin later than now.
        this.now = system.scheduler().nanoTime();
        this.rates = rates;
    }

    long now() {
        return now;
    }

    /** The thread that runs the turn; null if none does. */
    SeenTurns.@Nullable Seen running(Turn<?> turn) {
        return running.get(turn);
    }

    ActorStatus status(Cell<?> actor) {
        boolean atRest = actor.isAtRest();
        return switch (actor.status()) {
            case ALIVE -> alive(actor.life(), atRest);
            case PASSIVATED -> ActorStatus.PASSIVATING;
            case ABANDONED -> ActorStatus.ABANDONED;
            case STOPPING, ENDED -> ActorStatus.STOPPING;
        };
    }

    private ActorStatus alive(Life<?> life, boolean atRest) {
        return switch (life.phase()) {
            case NEW -> ActorStatus.STARTING;
            case READY -> life.isToStop() ? ActorStatus.STOPPING : ready(life, atRest);
            case SUSPENDED -> ActorStatus.SUSPENDED;
            case RESETTING -> ActorStatus.RESETTING;
            case PASSIVATING -> ActorStatus.PASSIVATING;
            case STOPPING, ENDED -> ActorStatus.STOPPING;
        };
    }

    private ActorStatus ready(Life<?> life, boolean atRest) {
        if (life.isDraining()) {
            return ActorStatus.DRAINING;
        }
        if (!atRest && running.containsKey(life)) {
            return ActorStatus.RUNNING;
        }
        if (life.hasOpenTurns()) {
            boolean allWait =
                    life.openTurns().stream().allMatch(turn -> turn.isWaiting() && !running.containsKey(turn));
            return allWait ? ActorStatus.WAITING : ActorStatus.RUNNING;
        }
        if (life.isHeld()) {
            return ActorStatus.SUSPENDED_BY_HAND;
        }
        return atRest || life.cell.waiting() == 0 ? ActorStatus.IDLE : ActorStatus.READY;
    }

    /** How long its oldest waiting message has waited, in nanoseconds. */
    long age(Cell<?> actor) {
        return actor.system().metrics().age(actor);
    }

    /** The turn that has lasted longest; null if none is open. */
    private @Nullable Turn<?> oldestTurn(Cell<?> actor) {
        return oldestTurn(actor, false);
    }

    private @Nullable Turn<?> oldestOnThread(Cell<?> actor) {
        return oldestTurn(actor, true);
    }

    private @Nullable Turn<?> oldestTurn(Cell<?> actor, boolean onThread) {
        if (actor.isAtRest() && !actor.life().hasOpenTurns()) {
            // As almost all are: they are not even looked for.
            return null;
        }
        Turn<?> oldest = running.containsKey(actor.life()) ? actor.life() : null;
        for (Turn<?> turn : actor.life().openTurns()) {
            boolean wanted = !onThread || running.containsKey(turn);
            if (wanted && (oldest == null || lasting(turn) > lasting(oldest))) {
                oldest = turn;
            }
        }
        return oldest;
    }

    /** How long the turn has lasted, as far as is known, in nanoseconds. */
    long lasting(Turn<?> turn) {
        Ask<?> ask = turn.ask();
        Wait wait = turn.waitNow();
        SeenTurns.Seen seen = running.get(turn);
        long lasting = seen == null ? 0 : now - seen.since();
        if (ask != null && ask.begunIfAny() != 0) {
            lasting = Math.max(lasting, now - ask.begunIfAny());
        }
        return wait == null ? lasting : Math.max(lasting, now - wait.seenSince(now));
    }

    /** The same, and a little more, so that a turn that is seen for the first time counts too. */
    private long inHand(@Nullable Turn<?> oldest) {
        return oldest == null ? 0 : 1 + lasting(oldest);
    }

    private static double fullness(Cell<?> actor) {
        int capacity = actor.mailbox().capacity();
        return capacity == Integer.MAX_VALUE ? 0 : (double) actor.waiting() / Math.max(1, capacity);
    }

    int crashes(Cell<?> actor) {
        Extras<?> own = actor.life().extrasIfAny();
        Supervision<?> supervising = own == null ? null : own.supervisionIfAny();
        return supervising == null ? 0 : supervising.ownCrashes();
    }

    long bytes(Cell<?> actor) {
        Extras<?> own = actor.life().extrasIfAny();
        long messages = actor.waiting() + (own == null ? 0L : own.stashed());
        return BYTES_OF_ACTOR
                + (actor.hasGivenName() ? BYTES_OF_NAME : 0)
                + (own == null ? 0 : BYTES_OF_EXTRAS)
                + messages * BYTES_OF_MESSAGE;
    }

    /** Says how many messages it has handled to whoever wants to know how fast that goes. */
    void count(Cell<?> actor) {
        rates.saw(actor, (int) Glance.taken(actor.mailbox()));
    }

    private double rate(Cell<?> actor) {
        return rates.rate(actor, (int) Glance.taken(actor.mailbox()));
    }

    /** By what the actor is ranked; zero if there is nothing to say. */
    double value(Ranking order, Cell<?> actor) {
        return switch (order) {
            case DEPTH -> actor.waiting();
            case FULLNESS -> fullness(actor);
            case AGE -> age(actor);
            case IN_HAND -> inHand(oldestTurn(actor));
            case ON_THREAD -> inHand(oldestOnThread(actor));
            case CRASHES -> crashes(actor);
            case RATE -> speed(actor);
            case MEMORY -> bytes(actor);
        };
    }

    /** As long as nobody has looked before, by how many it has handled at all. */
    private double speed(Cell<?> actor) {
        if (!rates.hasBase()) {
            return Math.max(0, Glance.taken(actor.mailbox()));
        }
        return rate(actor);
    }

    ActorRow row(Cell<?> actor) {
        return row(actor, oldestTurn(actor));
    }

    /** What is said of the actor where it is one of the first in this order. */
    ActorRow row(Ranking order, Cell<?> actor) {
        return row(actor, order == Ranking.ON_THREAD ? oldestOnThread(actor) : oldestTurn(actor));
    }

    private ActorRow row(Cell<?> actor, @Nullable Turn<?> oldest) {
        Object message = oldest == null ? null : oldest.content();
        Children children = actor.childrenIfAny();
        double rate = rate(actor);
        return new ActorRow(
                actor.path(),
                actor.stats().type(),
                status(actor),
                actor.waiting(),
                actor.mailbox().capacity(),
                Duration.ofNanos(age(actor)),
                message == null ? null : ClassNames.of(message.getClass()),
                Duration.ofNanos(oldest == null ? 0 : lasting(oldest)),
                crashes(actor),
                Glance.taken(actor.mailbox()),
                Double.isNaN(rate) ? null : rate,
                bytes(actor),
                children == null ? 0 : children.size());
    }
}
