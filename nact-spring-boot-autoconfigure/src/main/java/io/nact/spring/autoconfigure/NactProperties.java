package io.nact.spring.autoconfigure;

import io.nact.mailbox.MailboxFactory;
import io.nact.mailbox.Mailboxes;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties under {@code nact}. They check themselves, so that it takes no validator to have a wrong one named.
 *
 * @param name Name of the actor system, the first part of its actors' paths. Defaults to the application's name.
 * @param askTimeout Time after which an ask that names no timeout of its own fails.
 * @param turnTimeout Time after which a turn that waits for an asynchronous result fails. Without a limit by default.
 * @param stuckAfter Time after which a turn that keeps its thread is reported as stuck.
 * @param maxMessages Number of messages that may wait in all mailboxes together. Defaults to one for each 512 bytes of heap.
 * @param shutdown Shutdown of the actor system.
 * @param mailbox Mailboxes of actors that choose none of their own.
 * @param entities Entities, the actors of which there is one per id.
 * @param deadLetters Dead letters, the messages that nobody handled.
 * @param dispatcher Threads on which actors take their turns.
 * @param dispatchers Further dispatchers by name, for the actors that choose one of them.
 * @param actors Actors by name, with what holds for them instead of what their code says. Case and dashes make no difference.
 */
@ConfigurationProperties("nact")
record NactProperties(
        @Nullable String name,
        @DefaultValue("5s") Duration askTimeout,
        @Nullable Duration turnTimeout,
        @DefaultValue("10s") Duration stuckAfter,
        @Nullable Long maxMessages,
        @DefaultValue Shutdown shutdown,
        @DefaultValue Mailbox mailbox,
        @DefaultValue Entities entities,
        @DefaultValue DeadLetters deadLetters,
        @DefaultValue Dispatcher dispatcher,
        @DefaultValue Map<String, Dispatcher> dispatchers,
        @DefaultValue Map<String, ActorProperties> actors) {

    NactProperties {
        positive("nact.ask-timeout", askTimeout);
        positive("nact.turn-timeout", turnTimeout);
        positive("nact.stuck-after", stuckAfter);
        atLeast(1, "nact.max-messages", maxMessages);
        dispatcher.check("nact.dispatcher");
        dispatchers.forEach((key, named) -> named.check("nact.dispatchers." + key));
        actors.forEach((key, actor) -> actor.check("nact.actors." + key));
    }

    static void positive(String property, @Nullable Duration value) {
        if (value != null && (value.isNegative() || value.isZero())) {
            throw new IllegalArgumentException("%s must be longer than zero, not %s".formatted(property, value));
        }
    }

    static void atLeast(int least, String property, @Nullable Number value) {
        if (value != null && value.longValue() < least) {
            throw new IllegalArgumentException("%s must be at least %d, not %s".formatted(property, least, value));
        }
    }

    /**
     * The properties under {@code nact.shutdown}.
     *
     * @param timeout Time for the end of the actors. At most three quarters of it go by while they handle what waits; in the rest they stop, and turns that hang are abandoned. Shorter than spring.lifecycle.timeout-per-shutdown-phase.
     */
    record Shutdown(@DefaultValue("10s") Duration timeout) {

        Shutdown {
            positive("nact.shutdown.timeout", timeout);
        }
    }

    /**
     * The properties under {@code nact.mailbox}.
     *
     * @param capacity Number of messages that may wait in a mailbox.
     * @param overflow What becomes of a message for which a mailbox has no room.
     * @param blockTimeout Time that a sender waits for room if overflow is block. The message is refused after it.
     */
    record Mailbox(
            @DefaultValue("100000") int capacity,
            @DefaultValue("reject") Overflow overflow,
            @DefaultValue("1s") Duration blockTimeout) {

        Mailbox {
            atLeast(1, "nact.mailbox.capacity", capacity);
            positive("nact.mailbox.block-timeout", blockTimeout);
        }

        MailboxFactory factory() {
            return Mailboxes.bounded(
                    capacity,
                    switch (overflow) {
                        case REJECT -> io.nact.mailbox.Overflow.reject();
                        case DROP_NEWEST -> io.nact.mailbox.Overflow.dropNewest();
                        case DROP_OLDEST -> io.nact.mailbox.Overflow.dropOldest();
                        case BLOCK -> io.nact.mailbox.Overflow.block(blockTimeout);
                    });
        }

        /** What becomes of a message for which there is no room. */
        enum Overflow {
            /** It is refused. */
            REJECT,
            /** It is dropped. */
            DROP_NEWEST,
            /** The message that has waited longest is dropped in its favour. */
            DROP_OLDEST,
            /** Its sender waits for room. */
            BLOCK
        }
    }

    /**
     * The properties under {@code nact.entities}.
     *
     * @param passivateAfter Time after which an idle entity is passivated.
     * @param maxActive Number of entities of one kind that may live at once. Defaults to one for each 4 KB of heap.
     */
    record Entities(
            @DefaultValue("2m") Duration passivateAfter,
            @Nullable Integer maxActive) {

        Entities {
            positive("nact.entities.passivate-after", passivateAfter);
            atLeast(1, "nact.entities.max-active", maxActive);
        }
    }

    /**
     * The properties under {@code nact.dead-letters}.
     *
     * @param recent Number of dead letters that are remembered, with their messages.
     */
    record DeadLetters(@DefaultValue("100") int recent) {

        DeadLetters {
            atLeast(0, "nact.dead-letters.recent", recent);
        }
    }

    /**
     * The properties under {@code nact.dispatcher}, and those of each named dispatcher.
     *
     * @param type Kind of threads. Auto means virtual threads if spring.threads.virtual.enabled is set and the JDK has them, else a pool.
     * @param parallelism Number of threads of the pool. Defaults to the number of processors, at least two.
     */
    @ConfigurationPropertiesSource
    record Dispatcher(
            @DefaultValue("auto") Type type, @Nullable Integer parallelism) {

        private static final int MOST_THREADS = 32767; // as of Dispatchers.workStealing

        void check(String prefix) {
            if (parallelism != null && (parallelism < 1 || parallelism > MOST_THREADS)) {
                throw new IllegalArgumentException(
                        "%s.parallelism must be between 1 and %d, not %d".formatted(prefix, MOST_THREADS, parallelism));
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
