package io.nact;

import io.nact.dispatch.Dispatcher;
import io.nact.mailbox.MailboxFactory;
import io.nact.mailbox.Mailboxes;
import io.nact.time.Scheduler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What may be told of an actor system beside its name.
 *
 * @param dispatcher where actors take their turns unless their behaviour says otherwise, closed with the system; null for a
 *     work-stealing pool
 * @param scheduler the system's clock, closed with the system; null for the machine's
 * @param mailbox source of mailboxes for behaviours that name none
 * @param askTimeout how long an ask waits unless told
 * @param turnTimeout how long a turn may wait for its stage unless its behaviour says otherwise; null for ever
 * @param stopTimeout how long a turn may outlive the request to stop its actor
 */
public record SystemOptions(
        @Nullable Dispatcher dispatcher,
        @Nullable Scheduler scheduler,
        MailboxFactory mailbox,
        Duration askTimeout,
        @Nullable Duration turnTimeout,
        Duration stopTimeout) {

    /**
     * Checks the timeouts.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public SystemOptions {
        requirePositive("askTimeout", askTimeout);
        requirePositive("stopTimeout", stopTimeout);
        if (turnTimeout != null) {
            requirePositive("turnTimeout", turnTimeout);
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("%s must be longer than zero, not %s".formatted(name, value));
        }
    }

    /** Unbounded mailboxes, five seconds for an ask, no limit for a turn, ten seconds to stop. */
    public static SystemOptions defaults() {
        return new SystemOptions(
                null, null, Mailboxes.unbounded(), Duration.ofSeconds(5), null, Duration.ofSeconds(10));
    }

    /** The same on this dispatcher, which the system closes when it has stopped. */
    public SystemOptions withDispatcher(Dispatcher dispatcher) {
        return new SystemOptions(dispatcher, scheduler, mailbox, askTimeout, turnTimeout, stopTimeout);
    }

    /** The same with this clock, which the system closes when it has stopped. */
    public SystemOptions withScheduler(Scheduler scheduler) {
        return new SystemOptions(dispatcher, scheduler, mailbox, askTimeout, turnTimeout, stopTimeout);
    }

    /** The same with mailboxes from this source. */
    public SystemOptions withMailbox(MailboxFactory mailbox) {
        return new SystemOptions(dispatcher, scheduler, mailbox, askTimeout, turnTimeout, stopTimeout);
    }

    /** The same with another time for asks. */
    public SystemOptions withAskTimeout(Duration askTimeout) {
        return new SystemOptions(dispatcher, scheduler, mailbox, askTimeout, turnTimeout, stopTimeout);
    }

    /** The same with a limit for turns that wait for their stage. */
    public SystemOptions withTurnTimeout(Duration turnTimeout) {
        return new SystemOptions(dispatcher, scheduler, mailbox, askTimeout, turnTimeout, stopTimeout);
    }

    /** The same with another time to stop. */
    public SystemOptions withStopTimeout(Duration stopTimeout) {
        return new SystemOptions(dispatcher, scheduler, mailbox, askTimeout, turnTimeout, stopTimeout);
    }
}
