package io.nact.benchmarks.engine;

import io.nact.benchmarks.Actor;
import io.nact.benchmarks.Engine;
import io.nact.benchmarks.Self;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A virtual thread on a blocking queue for each actor, and nothing else: what one would write without a library. */
public final class VirtualThreadEngine implements Engine<VirtualThreadEngine.Bare> {

    private final ThreadFactory threads = VirtualThreads.factory();

    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "vthread-clock");
        thread.setDaemon(true);
        return thread;
    });

    @Override
    public Bare spawn(Supplier<? extends Actor<Bare>> actor) {
        Bare bare = new Bare(this, actor.get());
        threads.newThread(bare).start();
        return bare;
    }

    @Override
    public void tell(Bare to, Object message) {
        to.queue.add(message);
    }

    @Override
    public CompletionStage<Object> ask(Bare to, Object message) {
        Asked asked = new Asked(message, new CompletableFuture<>());
        to.queue.add(asked);
        return asked.answer();
    }

    /** The threads of actors that have not stopped wait on; they hold up nothing, and go with their queues. */
    @Override
    public void close() {
        clock.shutdownNow();
    }

    private record Asked(Object content, CompletableFuture<Object> answer) {}

    /** An actor: its own reference, and what its thread does. */
    public static final class Bare implements Runnable, Self<Bare> {

        private final VirtualThreadEngine engine;

        private final Actor<Bare> actor;

        private final BlockingQueue<Object> queue = new LinkedBlockingQueue<>();

        private @Nullable CompletableFuture<Object> answer;

        private boolean stopped;

        Bare(VirtualThreadEngine engine, Actor<Bare> actor) {
            this.engine = engine;
            this.actor = actor;
        }

        @Override
        public void run() {
            try {
                while (!stopped) {
                    handle(queue.take());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void handle(Object message) {
            if (message instanceof Asked asked) {
                answer = asked.answer();
                actor.receive(asked.content(), this);
            } else {
                actor.receive(message, this);
            }
        }

        @Override
        public Bare ref() {
            return this;
        }

        @Override
        public Bare spawn(Supplier<? extends Actor<Bare>> child) {
            return engine.spawn(child);
        }

        @Override
        public void tell(Bare to, Object message) {
            to.queue.add(message);
        }

        @Override
        public void reply(Object reply) {
            CompletableFuture<Object> asked = answer;
            answer = null;
            if (asked != null) {
                asked.complete(reply);
            }
        }

        @Override
        public void after(Duration delay, Object message) {
            engine.clock.schedule(() -> queue.add(message), delay.toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public void stop() {
            stopped = true;
        }
    }
}
