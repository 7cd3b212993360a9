package io.nact.spring.autoconfigure;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties under {@code nact}. They check themselves, so that it takes no validator to have a wrong one named.
 *
 * @param name Name of the actor system, the first part of its actors' paths. Defaults to the application's name.
 * @param askTimeout Time after which an ask that names no timeout of its own fails.
 * @param turnTimeout Time after which a turn that waits for an asynchronous result fails. Without a limit by default.
 * @param shutdown Shutdown of the actor system.
 * @param mailbox Mailboxes of actors that choose none of their own.
 * @param entities Entities, the actors of which there is one per id.
 * @param dispatcher Threads on which actors take their turns.
 */
@ConfigurationProperties("nact")
record NactProperties(
        @Nullable String name,
        @DefaultValue("5s") Duration askTimeout,
        @Nullable Duration turnTimeout,
        @DefaultValue Shutdown shutdown,
        @DefaultValue Mailbox mailbox,
        @DefaultValue Entities entities,
        @DefaultValue Dispatcher dispatcher) {

    NactProperties {
        positive("nact.ask-timeout", askTimeout);
        positive("nact.turn-timeout", turnTimeout);
    }

    private static void positive(String property, @Nullable Duration value) {
        if (value != null && (value.isNegative() || value.isZero())) {
            throw new IllegalArgumentException("%s must be longer than zero, not %s".formatted(property, value));
        }
    }

    /**
     * The properties under {@code nact.shutdown}.
     *
     * @param timeout Time that actors have to end their turns before they are abandoned. Shorter than spring.lifecycle.timeout-per-shutdown-phase.
     */
    record Shutdown(@DefaultValue("10s") Duration timeout) {

        Shutdown {
            positive("nact.shutdown.timeout", timeout);
        }
    }

    /**
     * The properties under {@code nact.mailbox}.
     *
     * @param capacity Number of messages that may wait in a mailbox; further ones are refused.
     */
    record Mailbox(@DefaultValue("100000") int capacity) {

        Mailbox {
            if (capacity < 1) {
                throw new IllegalArgumentException("nact.mailbox.capacity must be at least 1, not " + capacity);
            }
        }
    }

    /**
     * The properties under {@code nact.entities}.
     *
     * @param passivateAfter Time after which an idle entity is passivated.
     */
    record Entities(@DefaultValue("2m") Duration passivateAfter) {

        Entities {
            positive("nact.entities.passivate-after", passivateAfter);
        }
    }

    /**
     * The properties under {@code nact.dispatcher}.
     *
     * @param type Kind of threads. Auto means virtual threads if spring.threads.virtual.enabled is set and the JDK has them, else a pool.
     * @param parallelism Number of threads of the pool. Defaults to the number of processors, at least two.
     */
    record Dispatcher(
            @DefaultValue("auto") Type type, @Nullable Integer parallelism) {

        private static final int MOST_THREADS = 32767; // of a ForkJoinPool

        Dispatcher {
            if (parallelism != null && (parallelism < 1 || parallelism > MOST_THREADS)) {
                throw new IllegalArgumentException("nact.dispatcher.parallelism must be between 1 and %d, not %d"
                        .formatted(MOST_THREADS, parallelism));
            }
        }

        /** Kinds of threads. */
        enum Type {
            /** Virtual threads if the application uses them, else a pool. */
            AUTO,
            /** A work-stealing pool of platform threads. */
            POOL,
            /** A virtual thread per turn, for JDK 21 and later. */
            VIRTUAL
        }
    }
}
