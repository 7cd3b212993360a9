package io.nact.benchmarks.workload;

import io.nact.benchmarks.Actor;
import io.nact.benchmarks.Engine;
import io.nact.benchmarks.Finish;
import io.nact.benchmarks.Self;
import io.nact.benchmarks.Workload;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/** A thread outside that asks one actor and waits for the answers, with so many on their way. An operation is an ask. */
final class Asks<R> implements Workload<R> {

    private final Engine<R> engine;

    private final R actor;

    private final int asks;

    private final int inFlight;

    private Asks(Engine<R> engine, int asks, int inFlight) {
        this.engine = engine;
        this.actor = engine.spawn(Echo::new);
        this.asks = asks;
        this.inFlight = inFlight;
    }

    static <R> Asks<R> one(Engine<R> engine, int size) {
        return new Asks<>(engine, size, 1);
    }

    static <R> Asks<R> of64(Engine<R> engine, int size) {
        return new Asks<>(engine, size, 64);
    }

    @Override
    public long run() {
        Deque<CompletableFuture<Object>> waiting = new ArrayDeque<>(inFlight);
        int right = 0;
        for (int i = 0; i < asks; i++) {
            if (waiting.size() == inFlight) {
                right += answer(waiting);
            }
            waiting.add(engine.ask(actor, Echo.QUESTION).toCompletableFuture());
        }
        while (!waiting.isEmpty()) {
            right += answer(waiting);
        }
        Finish.check("answers", asks, right);
        return asks;
    }

    private static int answer(Deque<CompletableFuture<Object>> waiting) {
        return waiting.remove().join() == Echo.QUESTION ? 1 : 0;
    }

    /** Answers each question with itself. */
    static final class Echo<R> implements Actor<R> {

        static final Object QUESTION = "question";

        @Override
        public void receive(Object message, Self<R> self) {
            self.reply(message);
        }
    }
}
