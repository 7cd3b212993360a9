package io.nact;

import io.nact.dispatch.Dispatcher;
import io.nact.mailbox.Mailbox;
import io.nact.supervision.Crash;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Behavior} says about its actor beside the handling of messages. Set by the behaviour's withers; {@code
 * null} stands for the system's default.
 *
 * @param type the name under which actors of this kind are counted and log
 * @param protocol the type of the messages, if foreign ones are to be refused at the send
 * @param policy decides about crashes
 * @param asyncPolicy decides about crashes instead of {@code policy}
 * @param exceptionsAreReplies whether an exception that the asker received is no crash
 * @param idleTimeout how long the actor may be idle before it stops or passivates
 * @param passivates whether an idle actor passivates rather than stops
 * @param turnTimeout how long a turn may wait for its stage
 * @param mailbox source of mailboxes
 * @param dispatcher where the actor takes its turns
 * @param concurrency how many messages are handled at once; 0 for as many as the dispatcher has workers
 * @param childrenOnDemand makes the behaviour of a child that was addressed and does not live
 */
public record BehaviorOptions(
        @Nullable String type,
        @Nullable Class<?> protocol,
        SupervisionPolicy policy,
        @Nullable Function<? super Crash, ? extends CompletionStage<Directive>> asyncPolicy,
        boolean exceptionsAreReplies,
        @Nullable Duration idleTimeout,
        boolean passivates,
        @Nullable Duration turnTimeout,
        @Nullable Supplier<Mailbox> mailbox,
        @Nullable Dispatcher dispatcher,
        int concurrency,
        @Nullable Function<String, ? extends Behavior<?>> childrenOnDemand) {

    private static final SupervisionPolicy STOP = SupervisionPolicy.always(Directive.STOP);

    static BehaviorOptions of(@Nullable Class<?> protocol) {
        return new BehaviorOptions(null, protocol, STOP, null, false, null, false, null, null, null, 1, null);
    }

    BehaviorOptions type(String value) {
        return new BehaviorOptions(
                value,
                protocol,
                policy,
                asyncPolicy,
                exceptionsAreReplies,
                idleTimeout,
                passivates,
                turnTimeout,
                mailbox,
                dispatcher,
                concurrency,
                childrenOnDemand);
    }

    BehaviorOptions protocol(Class<?> value) {
        return new BehaviorOptions(
                type,
                value,
                policy,
                asyncPolicy,
                exceptionsAreReplies,
                idleTimeout,
                passivates,
                turnTimeout,
                mailbox,
                dispatcher,
                concurrency,
                childrenOnDemand);
    }

    BehaviorOptions policy(SupervisionPolicy value) {
        return new BehaviorOptions(
                type,
                protocol,
                value,
                null,
                exceptionsAreReplies,
                idleTimeout,
                passivates,
                turnTimeout,
                mailbox,
                dispatcher,
                concurrency,
                childrenOnDemand);
    }

    BehaviorOptions asyncPolicy(Function<? super Crash, ? extends CompletionStage<Directive>> value) {
        return new BehaviorOptions(
                type,
                protocol,
                policy,
                value,
                exceptionsAreReplies,
                idleTimeout,
                passivates,
                turnTimeout,
                mailbox,
                dispatcher,
                concurrency,
                childrenOnDemand);
    }

    BehaviorOptions withExceptionsAsReplies() {
        return new BehaviorOptions(
                type,
                protocol,
                policy,
                asyncPolicy,
                true,
                idleTimeout,
                passivates,
                turnTimeout,
                mailbox,
                dispatcher,
                concurrency,
                childrenOnDemand);
    }

    BehaviorOptions idleTimeout(Duration value, boolean thenPassivate) {
        return new BehaviorOptions(
                type,
                protocol,
                policy,
                asyncPolicy,
                exceptionsAreReplies,
                positive(value),
                thenPassivate,
                turnTimeout,
                mailbox,
                dispatcher,
                concurrency,
                childrenOnDemand);
    }

    BehaviorOptions turnTimeout(Duration value) {
        return new BehaviorOptions(
                type,
                protocol,
                policy,
                asyncPolicy,
                exceptionsAreReplies,
                idleTimeout,
                passivates,
                positive(value),
                mailbox,
                dispatcher,
                concurrency,
                childrenOnDemand);
    }

    BehaviorOptions mailbox(Supplier<Mailbox> value) {
        return new BehaviorOptions(
                type,
                protocol,
                policy,
                asyncPolicy,
                exceptionsAreReplies,
                idleTimeout,
                passivates,
                turnTimeout,
                value,
                dispatcher,
                concurrency,
                childrenOnDemand);
    }

    BehaviorOptions dispatcher(Dispatcher value) {
        return new BehaviorOptions(
                type,
                protocol,
                policy,
                asyncPolicy,
                exceptionsAreReplies,
                idleTimeout,
                passivates,
                turnTimeout,
                mailbox,
                value,
                concurrency,
                childrenOnDemand);
    }

    BehaviorOptions concurrency(int value) {
        return new BehaviorOptions(
                type,
                protocol,
                policy,
                asyncPolicy,
                exceptionsAreReplies,
                idleTimeout,
                passivates,
                turnTimeout,
                mailbox,
                dispatcher,
                value,
                childrenOnDemand);
    }

    BehaviorOptions childrenOnDemand(Function<String, ? extends Behavior<?>> value) {
        return new BehaviorOptions(
                type,
                protocol,
                policy,
                asyncPolicy,
                exceptionsAreReplies,
                idleTimeout,
                passivates,
                turnTimeout,
                mailbox,
                dispatcher,
                concurrency,
                value);
    }

    private static Duration positive(Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("A timeout must be longer than zero, not " + value);
        }
        return value;
    }
}
