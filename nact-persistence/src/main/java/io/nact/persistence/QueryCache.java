package io.nact.persistence;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a query knows of ids, and which are being read. One read of an id is under way at most, which serves all who ask
 * meanwhile.
 */
final class QueryCache<S> {

    private final Limits limits;

    private final Map<String, CompletableFuture<S>> underway = new HashMap<>();

    /** The one that was asked about longest ago first. */
    private final Map<String, Known<S>> known = new LinkedHashMap<>();

    /**
     * What the events of an id came to.
     *
     * @param sequenceNr the number of the last of them
     * @param snapshots its snapshots; null for none
     * @param nanos when somebody last heard it
     */
    record Known<S>(S state, long sequenceNr, @Nullable Snapshots<S> snapshots, long nanos) {}

    /**
     * How much is known.
     *
     * @param ids of how many ids
     * @param nanos for how long
     * @param nanoTime the clock
     */
    record Limits(int ids, long nanos, LongSupplier nanoTime) {

        static final Limits STANDARD = new Limits(1000, Long.MAX_VALUE, System::nanoTime);

        Limits lasting(Duration time) {
            if (time.isNegative()) {
                throw new IllegalArgumentException("A result cannot be remembered for " + time);
            }
            boolean isForEver = time.compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0;
            return new Limits(ids, isForEver ? Long.MAX_VALUE : time.toNanos(), nanoTime);
        }

        Limits holding(int number) {
            if (number < 0) {
                throw new IllegalArgumentException("There are no %d ids to remember".formatted(number));
            }
            return new Limits(number, nanos, nanoTime);
        }

        Limits clock(LongSupplier clock) {
            return new Limits(ids, nanos, clock);
        }
    }

    QueryCache(Limits limits) {
        this.limits = limits;
    }

    /** What the read of this id comes to which is under way, or else of a new one, which begins with what is known. */
    CompletableFuture<S> read(String id, Function<@Nullable Known<S>, CompletionStage<Known<S>>> reading) {
        CompletableFuture<S> answer = new CompletableFuture<>();
        Known<S> before;
        synchronized (this) {
            CompletableFuture<S> running = underway.get(id);
            if (running != null) {
                return own(running);
            }
            underway.put(id, answer);
            before = fresh(id);
        }
        CompletableFuture<S> own = own(answer);
        begin(reading, before).whenComplete((now, failure) -> {
            ended(id, now);
            if (failure == null) {
                answer.complete(now.state());
            } else {
                answer.completeExceptionally(failure);
            }
        });
        return own;
    }

    /** What is thrown, as for an id that is none, ends the read too: others would wait for it for ever. */
    private static <S> CompletionStage<Known<S>> begin(
            Function<@Nullable Known<S>, CompletionStage<Known<S>>> reading, @Nullable Known<S> before) {
        try {
            return reading.apply(before);
        } catch (RuntimeException | Error thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }

    /** A future that its owner may cancel without harm to others. */
    private static <S> CompletableFuture<S> own(CompletableFuture<S> shared) {
        CompletableFuture<S> own = new CompletableFuture<>();
        shared.whenComplete((value, failure) -> {
            if (failure == null) {
                own.complete(value);
            } else {
                own.completeExceptionally(failure);
            }
        });
        return own;
    }

    private @Nullable Known<S> fresh(String id) {
        long now = limits.nanoTime().getAsLong();
        Iterator<Known<S>> oldest = known.values().iterator();
        while (oldest.hasNext() && now - oldest.next().nanos() >= limits.nanos()) {
            oldest.remove();
        }
        return known.get(id);
    }

    private synchronized void ended(String id, @Nullable Known<S> now) {
        underway.remove(id);
        known.remove(id);
        if (now != null && limits.ids() > 0) {
            known.put(id, now);
            if (known.size() > limits.ids()) {
                Iterator<Known<S>> oldest = known.values().iterator();
                oldest.next();
                oldest.remove();
            }
        }
    }

    /** What was thrown, without what stages wrap around it. */
    static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
