package io.nact.spring.registration;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first instances that the start of the application waits for, by the names of their actors. */
final class FirstInstances {

    private static final Logger log = LoggerFactory.getLogger(FirstInstances.class);

    private final Map<String, CompletableFuture<Void>> byActor = new ConcurrentHashMap<>();

    void add(String actor, CompletableFuture<Void> instance) {
        byActor.put(actor, instance);
    }

    /**
     * Waits until all have been made, for as long as their constructors take, and says now and then which are missing.
     *
     * @throws RuntimeException what kept one of them from being made, without waiting for the others
     * @throws IllegalStateException if the actors no longer run
     */
    void await(Duration patience, BooleanSupplier running) {
        CompletableFuture<Void> all = allOrFirstFailure();
        while (!isDone(all, patience)) {
            if (!running.getAsBoolean()) {
                throw new IllegalStateException(
                        "The actor system was stopped before it had the first instance of " + missing());
            }
            log.warn("Still waiting for the first instance of {}: its constructor has not returned", missing());
        }
    }

    private CompletableFuture<Void> allOrFirstFailure() {
        CompletableFuture<?>[] instances = byActor.values().toArray(CompletableFuture[]::new);
        CompletableFuture<Void> all = CompletableFuture.allOf(instances);
        for (CompletableFuture<?> instance : instances) {
            instance.whenComplete((made, failure) -> {
                if (failure != null) {
                    all.completeExceptionally(failure);
                }
            });
        }
        return all;
    }

    private String missing() {
        return byActor.entrySet().stream()
                .filter(entry -> !entry.getValue().isDone())
                .map(entry -> "actor '" + entry.getKey() + "'")
                .sorted()
                .reduce((left, right) -> left + ", " + right)
                .orElse("no actor");
    }

    private static boolean isDone(CompletableFuture<Void> all, Duration patience) {
        try {
            all.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while actors were starting", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException exception) {
                throw exception;
            }
            throw new IllegalStateException("An actor could not start", e.getCause());
        }
    }
}
