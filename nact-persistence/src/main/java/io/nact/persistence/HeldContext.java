package io.nact.persistence;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.HeldSends;
import io.nact.ReplyRef;
import io.nact.Request;
import io.nact.Stash;
import io.nact.Timers;
import io.nact.persistence.Step.Happened;
import io.nact.persistence.journal.PersistenceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The context of a persistent actor's handlers: while they run, what they do is held back. */
final class HeldContext<M> extends UnheldContext<M> implements PersistentContext<M> {

    private static final String WAY_OUT =
            "do it when the events are stored, in thenRun of the decision or in ctx.afterPersist(...)";

    private final PersistenceId id;

    private final HeldSends held;

    private final List<Happened> staged = new ArrayList<>(2);

    /** Whether a handler runs. */
    private boolean holding;

    private boolean recovering;

    HeldContext(ActorContext<M> actor, PersistenceId id) {
        super(actor);
        this.id = id;
        this.held = actor.holdSends(WAY_OUT);
    }

    /** Runs the handler of a message. What it does is held until {@link #release} or {@link #drop}. */
    <T> T handling(Callable<T> handler) throws Exception {
        return holding(handler, false);
    }

    /** Runs what gets the state back; nothing else comes of it. */
    <T> T replaying(Callable<T> replay) throws Exception {
        try {
            return holding(replay, true);
        } finally {
            drop();
        }
    }

    private <T> T holding(Callable<T> code, boolean replays) throws Exception {
        List<T> result = new ArrayList<>(1);
        holding = true;
        recovering = replays;
        try {
            held.during(() -> result.add(code.call()));
        } finally {
            holding = false;
            recovering = false;
        }
        return result.get(0);
    }

    /** What has been staged, and no more is. */
    List<Happened> takeStaged() {
        List<Happened> taken = List.copyOf(staged);
        staged.clear();
        return taken;
    }

    /** Lets out what was held back. */
    void release() {
        held.release();
    }

    /** Forgets what was held back, and staged. */
    void drop() {
        staged.clear();
        held.drop();
    }

    private void later(Runnable action) {
        if (holding) {
            held.add(action);
        } else {
            action.run();
        }
    }

    @Override
    public void persist(M event, String... tags) {
        if (!holding) {
            throw new IllegalStateException(
                    "%s persists %s outside its function: tell it to itself, and persist it when it handles that"
                            .formatted(path(), event.getClass().getSimpleName()));
        }
        if (!recovering) {
            staged.add(new Happened(Objects.requireNonNull(event, "event"), Set.copyOf(List.of(tags))));
        }
    }

    @Override
    public PersistenceId persistenceId() {
        return id;
    }

    @Override
    public boolean recovering() {
        return recovering;
    }

    @Override
    public void afterPersist(Runnable action) {
        later(action);
    }

    @Override
    @SuppressWarnings("unchecked") // the answer goes nowhere
    public <R extends @Nullable Object> ReplyRef<R> replyTo(Request<R> request) {
        return recovering ? (ReplyRef<R>) Replayed.INSTANCE : actor().replyTo(request);
    }

    @Override
    public void unhandled() {
        if (!recovering) {
            actor().unhandled();
        }
    }

    @Override
    public Timers<M> timers() {
        return new HeldTimers<>(actor().timers(), this::later);
    }

    @Override
    public Stash stash() {
        return new HeldStash(actor().stash(), this::later, recovering);
    }

    @Override
    public void stop() {
        later(actor()::stop);
    }

    @Override
    public void stopAfterDrain() {
        later(actor()::stopAfterDrain);
    }

    @Override
    public void stop(ActorRef<?> child) {
        later(() -> actor().stop(child));
    }

    @Override
    public void watch(ActorRef<?> other) {
        later(() -> actor().watch(other));
    }

    @Override
    public void watchWith(ActorRef<?> other, M message) {
        later(() -> actor().watchWith(other, message));
    }

    @Override
    public void unwatch(ActorRef<?> other) {
        later(() -> actor().unwatch(other));
    }

    @Override
    public <T> void forward(ActorRef<? super T> target, T message) {
        later(() -> actor().forward(target, message));
    }

    @Override
    public <E> void subscribe(Class<E> type, Function<? super E, ? extends M> toMessage) {
        later(() -> actor().subscribe(type, toMessage));
    }

    @Override
    public <T> void pipeToSelf(
            CompletionStage<T> stage,
            BiFunction<? super @Nullable T, ? super @Nullable Throwable, ? extends M> toMessage) {
        later(() -> actor().pipeToSelf(stage, toMessage));
    }

    /** Where the answer to a stored request goes: whoever asked has had it, or has gone. */
    private enum Replayed implements ReplyRef<Object> {
        INSTANCE;

        @Override
        public void reply(Object value) {}

        @Override
        public void fail(Throwable cause) {}

        @Override
        public boolean isAwaited() {
            return false;
        }
    }
}
