package io.nact.engine;

import io.nact.Behavior;
import io.nact.Terminated;
import io.nact.dispatch.Dispatcher;
import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Envelope;
import io.nact.path.ActorPath;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * An actor as everybody may touch it: its reference, its mailbox, its signals, its place in the tree. What only the
 * thread that runs it may touch is its {@link Life}.
 */
/*
 * Status: ALIVE -> STOPPING -> ENDED by the owner; ALIVE -> PASSIVATED -> ENDED, or back to ALIVE if a message came, by
 * the owner; ALIVE or STOPPING -> ABANDONED -> ENDED by whoever waits no longer for a turn. Each step is a CAS. From
 * ABANDONED on the owner touches nothing more: it looks after each piece of user code. It may see the status late and
 * then handle one message more, whose effects nobody waits for; the abandoner runs no user code, so the turn still has
 * the state to itself.
 */
final class Cell<M> extends Recipient<M> {

    private static final VarHandle STATUS;

    private static final VarHandle CHILDREN;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATUS = lookup.findVarHandle(Cell.class, "status", Status.class);
            CHILDREN = lookup.findVarHandle(Cell.class, "children", Children.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final @Nullable Cell<?> parent;

    private final Life<M> life;

    /** The name as it was given; null for a generated one, which is made of the place. */
    private final @Nullable String name;

    /**
     * Counts the children of the parent in the order of their spawning, from another {@linkplain #firstPlace() number} for
     * each parent. Written before anybody else has the actor.
     */
    private int place;

    /** The next one at its place in the table of the siblings, whose the field is. */
    @Nullable
    Cell<?> nextInTable;

    private volatile Status status = Status.ALIVE;

    private volatile @Nullable Children children;

    /** How far an actor is on its way out. */
    enum Status {
        ALIVE,
        STOPPING,
        PASSIVATED,
        ABANDONED,
        ENDED
    }

    /**
     * @param name its name, or null for one that is made of the place
     */
    Cell(@Nullable Cell<?> parent, @Nullable String name, TypeStats stats, Behavior<M> behavior) {
        super(stats, behavior);
        this.parent = parent;
        this.name = name;
        this.life = new Life<>(this);
    }

    @Override
    public String name() {
        return name != null ? name : Names.generated(ordinal());
    }

    /** Whether its name is kept as text. */
    boolean hasGivenName() {
        return name != null;
    }

    boolean isNamed(String asked) {
        return name != null ? name.equals(asked) : Names.isGenerated(asked, ordinal());
    }

    boolean hasNameOf(Cell<?> other) {
        if (name != null) {
            return other.isNamed(name);
        }
        return other.name == null ? place == other.place : isNamed(other.name);
    }

    /** Of the name, however that is kept. */
    int nameHash() {
        return name != null ? Names.hash(name) : Names.hashOfGenerated(ordinal());
    }

    @Override
    void signal(Signal signal) {
        super.signal(signal);
        // Sent too late for anybody to see it, or just seen: in either case it is taken out once.
        if (status == Status.ENDED) {
            disposeOfSignals();
        }
    }

    private void disposeOfSignals() {
        if (hasSignals()) {
            takeSignals().forEach(late -> late.dispose(this));
        }
    }

    @Override
    Offers offers() {
        return life.extras().offers();
    }

    @Override
    boolean hasOffers() {
        return life.hasOffers();
    }

    @Override
    @Nullable
    Reason deliverToSuccessor(Envelope envelope, boolean patient) {
        Cell<?> living = parent == null || !hasEnded() ? null : parent.cell();
        if (living == null) {
            return Reason.STOPPED;
        }
        Cell<?> successor = living.children().onDemand(name());
        return successor == null ? living.children().refusal() : successor.deliverFirst(envelope, patient);
    }

    /** This actor, or the next one of its name once it is gone. */
    @Override
    @Nullable
    Cell<?> cell() {
        if (parent == null || !hasEnded()) {
            return this;
        }
        Cell<?> living = parent.cell();
        return living == null ? null : living.children().find(name());
    }

    @Override
    public void run() {
        Activation activation = Activation.current();
        boolean begun = activation.begin();
        activation.runs(this);
        try {
            life.run(activation);
        } catch (Throwable failure) {
            // Not the user's code, whose failures are crashes: what is left of the actor cannot be trusted.
            Abandonment.broken(this, failure);
        } finally {
            activation.runs(null);
            activation.end(begun);
        }
    }

    /*
     * The right to run is in the idle mailbox, in which nothing waits: so whatever was sent before, by whomever, has been
     * handled, and what is sent meanwhile queues behind this turn. To take the right is all that this thread needs.
     */
    @Override
    boolean isHandledHere(AskEnvelope call) {
        Activation activation = Activation.current();
        if (dispatcher() != system().dispatcher()
                || !system().runsOnCaller()
                || !activation.isFree()
                || !takes(call.message())
                || !mailbox().claim()) {
            return false;
        }
        Ask<?> ask = call.ask();
        activation.beginFor(ask);
        try {
            life.runFor(call, activation);
        } catch (Throwable failure) {
            Abandonment.broken(this, failure);
            ask.lifeEnded();
        } finally {
            activation.endCall();
        }
        return true;
    }

    @Override
    void unschedulable(RejectedExecutionException closed) {
        // On another thread: this one may be about to wait for an answer that it would have to give itself.
        system().runLater(() -> Abandonment.broken(this, closed));
    }

    /**
     * Asks the actor to stop. If it is busy it is given the stop timeout, after which what still hangs in it or below it
     * is abandoned. Before the system starts it only takes note.
     */
    CompletableFuture<@Nullable Void> requestStop() {
        CompletableFuture<@Nullable Void> end = ending();
        if (!end.isDone()) {
            signal(new Signal.Stop());
            system().whenActorsRun(() -> Abandonment.watch(this));
        }
        return end;
    }

    /** Completes when the actor has ended. */
    CompletableFuture<@Nullable Void> ending() {
        CompletableFuture<@Nullable Void> end = watchers().ending();
        // The actor may have ended before it could see the future.
        if (status == Status.ENDED) {
            end.complete(null);
        }
        return end;
    }

    private Watchers watchers() {
        return life.extras().watchers();
    }

    private @Nullable Watchers watchersIfAny() {
        Extras<M> own = life.extrasIfAny();
        return own == null ? null : own.watchersIfAny();
    }

    /** Has the actor handle a message of its own, if it still lives the life that the message belongs to. */
    void pipe(Object message, int ofLife, long deadline, @Nullable Object context) {
        signal(new Signal.SelfMessage(message, ofLife, deadline, context));
    }

    /** Tells the watcher when this actor ends; false if it has. */
    boolean addWatch(Watch watch) {
        Watchers present = watchers();
        // The actor may have ended before it could see them.
        return status != Status.ENDED && present.add(watch);
    }

    void removeWatch(Watch watch) {
        Watchers present = watchersIfAny();
        if (present != null) {
            present.remove(watch);
        }
    }

    /** Takes the step; false if the status is not what it should be. */
    boolean move(Status from, Status to) {
        return STATUS.compareAndSet(this, from, to);
    }

    /** Leaves the tree, from this status on its way out: the last thing that happens to an actor. False if it has another. */
    boolean end(Status from) {
        if (!move(from, Status.ENDED)) {
            return false;
        }
        stats().ended();
        // The name is free before anybody learns of the end, and the parent ends after they have.
        Cell<?> above = parent;
        boolean last = above != null && above.children().remove(this);
        tellOfEnd(from);
        disposeOfSignals();
        life.endTrace();
        if (above != null && last) {
            above.lastChildEnded();
        }
        Watchers watching = watchersIfAny();
        CompletableFuture<@Nullable Void> waiting = watching == null ? null : watching.endingIfAny();
        if (waiting != null) {
            Activation.afterTurn(Activation.Completion.of(system(), () -> waiting.complete(null)));
        }
        return true;
    }

    private void tellOfEnd(Status from) {
        Ending<M> end = from == Status.STOPPING ? life.endingIfAny() : null;
        Throwable crash = end == null ? null : end.crash();
        Watchers watching = watchersIfAny();
        if (watching != null) {
            watching.tell(
                    switch (from) {
                        case PASSIVATED -> Terminated.Reason.PASSIVATED;
                        case ABANDONED -> Terminated.Reason.ABANDONED;
                        default -> crash == null ? Terminated.Reason.STOPPED : Terminated.Reason.CRASHED;
                    },
                    crash);
        }
        system().announcements().ended(this, from == Status.PASSIVATED);
    }

    /** Was perhaps to make room for another one, and has something to do. */
    void keepsRoom() {
        if (parent != null) {
            parent.children().stays(this);
        }
    }

    private void lastChildEnded() {
        if (status != Status.ABANDONED) {
            signal(new Signal.ChildrenEnded());
        } else {
            end(Status.ABANDONED);
        }
    }

    Status status() {
        return status;
    }

    /** False once somebody has given up waiting for a turn of this actor, or it has ended. */
    boolean isOwned() {
        Status now = status;
        return now != Status.ABANDONED && now != Status.ENDED;
    }

    /** Whether a message can reach only its successor: it has ended, or has been closed while nothing waited. */
    boolean hasEnded() {
        Status now = status;
        return now == Status.ENDED || now == Status.PASSIVATED && mailbox().isClosed();
    }

    Children children() {
        Children now = children;
        if (now == null) {
            now = new Children(this);
            if (!CHILDREN.compareAndSet(this, (Children) null, now)) {
                now = Objects.requireNonNull(children);
            }
        }
        return now;
    }

    /** Whether its status is that of an actor that takes children. */
    boolean takesChildren() {
        return status == Status.ALIVE;
    }

    /** Takes no more children; answers those that there are. */
    /*
     * If it has never had any, none are made room for on its way out: whoever makes it now publishes it, and then reads the
     * status, which was written before this looks. Both are volatile, so that one of the two sees the other.
     */
    List<Cell<?>> closeChildren() {
        Children now = children;
        return now == null && !takesChildren() ? List.of() : children().close();
    }

    /** The children as they are now, without making room for any. */
    List<Cell<?>> childrenNow() {
        Children now = children;
        return now == null ? List.of() : now.all();
    }

    /** Its children, unless it has never had any. */
    @Nullable
    Children childrenIfAny() {
        return children;
    }

    /** The live child of this name, without making room for any. */
    @Nullable
    Cell<?> child(String childName) {
        Children now = children;
        return now == null ? null : now.find(childName);
    }

    /** How many messages wait. */
    int waiting() {
        return mailbox().depth() + life.waitingOutside();
    }

    @Override
    public ActorPath path() {
        // Without recursion: trees may be deep.
        Deque<String> names = new ArrayDeque<>();
        for (Cell<?> at = this; at.parent != null; at = at.parent) {
            names.addFirst(at.name());
        }
        ActorPath path = system().path();
        for (String element : names) {
            path = path.child(element);
        }
        return path;
    }

    void place(int among) {
        place = among;
    }

    int place() {
        return place;
    }

    /** Before the places of the children: spread, so that the only children of many parents do not have all the same. */
    int firstPlace() {
        return place * 0x9e3779b9;
    }

    /** Its place among the children of its parent, from 1 on. */
    int ordinal() {
        return parent == null ? place : place - parent.firstPlace();
    }

    @Override
    int number() {
        return place;
    }

    /** Whether it was spawned after a sibling. */
    boolean isYoungerThan(Cell<?> sibling) {
        return place - sibling.place > 0;
    }

    @Nullable
    Cell<?> parent() {
        return parent;
    }

    Life<M> life() {
        return life;
    }

    @Override
    Dispatcher dispatcher() {
        Dispatcher own = behavior().options().dispatcher();
        return own != null ? own : system().dispatcher();
    }

    @Nullable
    Duration turnTimeout() {
        Duration own = behavior().options().turnTimeout();
        return own != null ? own : system().options().turnTimeout();
    }
}
