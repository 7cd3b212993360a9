package io.nact.benchmarks.engine;

import io.nact.benchmarks.Actor;
import io.nact.benchmarks.Self;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A bare actor: its own reference, and the task that runs it, queued again and again as Pekko's dispatcher does. */
abstract class RawActor extends ForkJoinTask<Void> implements Self<RawActor> {

    /** As nact's dispatchers have it. */
    private static final int THROUGHPUT = 64;

    private static final VarHandle SCHEDULED;

    static {
        try {
            SCHEDULED = MethodHandles.lookup().findVarHandle(RawActor.class, "scheduled", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    record Asked(Object content, CompletableFuture<Object> answer) {}

    private final RawEngine engine;

    private final Actor<RawActor> actor;

    private @Nullable CompletableFuture<Object> answer;

    private volatile boolean scheduled;

    private boolean stopped;

    RawActor(RawEngine engine, Actor<RawActor> actor) {
        this.engine = engine;
        this.actor = actor;
    }

    abstract void push(Object message);

    abstract @Nullable Object poll();

    abstract boolean isEmpty();

    final void tell(Object message) {
        push(message);
        schedule();
    }

    private void schedule() {
        if (!scheduled && SCHEDULED.compareAndSet(this, false, true)) {
            engine.pool.execute(this);
        }
    }

    /** False at all times: the task is never done, and so can be queued again. */
    @Override
    protected final boolean exec() {
        for (int left = THROUGHPUT; left > 0 && !stopped; left--) {
            Object message = poll();
            if (message == null) {
                break;
            }
            handle(message);
        }
        scheduled = false;
        if (!stopped && !isEmpty()) {
            schedule();
        }
        return false;
    }

    private void handle(Object message) {
        try {
            if (message instanceof Asked asked) {
                answer = asked.answer();
                actor.receive(asked.content(), this);
            } else {
                actor.receive(message, this);
            }
        } catch (RuntimeException e) {
            // It would end the task for good.
            e.printStackTrace();
        }
    }

    @Override
    public final RawActor ref() {
        return this;
    }

    @Override
    public final RawActor spawn(Supplier<? extends Actor<RawActor>> child) {
        return engine.spawn(child);
    }

    @Override
    public final void tell(RawActor to, Object message) {
        to.tell(message);
    }

    @Override
    public final void reply(Object reply) {
        CompletableFuture<Object> asked = answer;
        answer = null;
        if (asked != null) {
            asked.complete(reply);
        }
    }

    @Override
    public final void after(Duration delay, Object message) {
        engine.clock.schedule(() -> tell(message), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public final void stop() {
        stopped = true;
    }

    @Override
    public final @Nullable Void getRawResult() {
        return null;
    }

    @Override
    protected final void setRawResult(@Nullable Void value) {}
}
