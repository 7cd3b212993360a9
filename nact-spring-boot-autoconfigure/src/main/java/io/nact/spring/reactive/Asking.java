package io.nact.spring.reactive;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.FluxSink;

/**
 * Asks for one element after the other as long as the reader wants more.
 *
 * <p>Whoever brings news, of demand, of a reply or of the reader's end, counts it; the one that finds none counted before
 * goes through the steps until all news are dealt with. So only one thread at a time is in {@link #step()}, and a reply
 * that is there at once does not make it deeper.
 */
final class Asking<R> {

    private final Supplier<CompletableFuture<R>> ask;

    private final FluxSink<R> sink;

    private final AtomicInteger news = new AtomicInteger();

    /** Only touched in a step. */
    private @Nullable CompletableFuture<R> underWay;

    /** Only touched in a step. */
    private boolean ended;

    Asking(Supplier<CompletableFuture<R>> ask, FluxSink<R> sink) {
        this.ask = ask;
        this.sink = sink;
    }

    void start() {
        sink.onDispose(this::proceed);
        sink.onRequest(demanded -> proceed());
    }

    private void proceed() {
        if (news.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            step();
            seen = news.addAndGet(-seen);
        } while (seen != 0);
    }

    private void step() {
        CompletableFuture<R> asked = underWay;
        if (sink.isCancelled()) {
            if (asked != null) {
                asked.cancel(true);
            }
            return;
        }
        if (asked != null && asked.isDone()) {
            underWay = null;
            asked.whenComplete(this::pass);
        }
        if (underWay == null && !ended && !sink.isCancelled() && sink.requestedFromDownstream() > 0) {
            askNext();
        }
    }

    private void pass(@Nullable R reply, @Nullable Throwable failure) {
        if (reply != null) {
            sink.next(reply);
        } else if (failure == null) {
            ended = true;
            sink.complete();
        } else {
            fail(failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure);
        }
    }

    private void fail(Throwable failure) {
        ended = true;
        sink.error(failure);
    }

    private void askNext() {
        CompletableFuture<R> asked;
        try {
            asked = ask.get();
        } catch (RuntimeException refused) {
            fail(refused);
            return;
        }
        underWay = asked;
        asked.whenComplete((reply, failure) -> proceed());
    }
}
