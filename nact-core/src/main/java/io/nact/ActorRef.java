package io.nact;

import io.nact.path.ActorPath;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The address of an actor, the only way to reach it. Immutable; any thread may send.
 *
 * <p>A ref is bound to the actor's name, not to one life of it: after a stop, messages reach the next actor of that name
 * under the same parent, if there is one; so a name is for actors that take the same messages. What a thread did before
 * it sent is seen by the turn that handles the message; two messages of which one was sent before the other are queued
 * in that order.
 *
 * @param <M> the messages that the actor takes
 */
public interface ActorRef<M> {

    /** Where the actor stands in the tree. */
    ActorPath path();

    /** The actor's own name, as it was given. */
    default String name() {
        return path().name();
    }

    /**
     * Sends the message and returns at once. If the actor has stopped or its mailbox is full, the message becomes a dead
     * letter. Only a mailbox that blocks when it is full keeps the caller waiting for room,
     * and that only if it may block: an actor on a pool is never kept.
     *
     * @throws UnhandledMessageException if the message is outside the actor's protocol
     */
    void tell(M message);

    /** A way to send only once the transaction of the calling thread has committed; without a transaction, at once. */
    default AfterCommit<M> afterCommit() {
        return this::tell;
    }

    /**
     * Sends the message if the mailbox takes it at once, and says whether it did. What was not taken is no dead letter: it is
     * still the caller's.
     *
     * @throws UnhandledMessageException if the message is outside the actor's protocol
     */
    boolean tryTell(M message);

    /**
     * Sends the message as soon as the mailbox has room for it, which is at once or when the actor has taken others. The
     * stage completes when the mailbox has taken the message; it fails with an {@link ActorStoppedException} if the actor
     * stops before that, and the message is then still the caller's. Of several offers the earlier one is taken first;
     * what is told meanwhile may come before them. Cancelling the stage takes back an offer that has not been taken.
     *
     * @throws UnhandledMessageException if the message is outside the actor's protocol
     */
    CompletableFuture<Void> offer(M message);

    /** {@link #ask(Request, Duration)} with the actor's {@linkplain Behavior#askTimeout default timeout}, or else the system's. */
    <R extends @Nullable Object> CompletableFuture<R> ask(Request<R> request);

    /**
     * Sends the request and answers a future of the reply, which always completes: with the reply; with the handler's
     * own exception; at once with {@link ActorStoppedException}, {@link MailboxFullException} or {@link
     * UnhandledMessageException} if the actor does not take it, or stops or is reset before it has answered; with {@link
     * NoReplyException} when the turn ends without a reply; or with {@link AskTimeoutException}.
     *
     * <p>Asked from an actor's turn, it has no more time than the asker of that turn has left. What is chained to the
     * future runs on a thread of the system after the replier's turn, outside its exclusivity; it must not block.
     *
     * <p>Cancelling the future takes the message back if its turn has not begun. Cancelling a stage that is chained to it
     * does the same, unless somebody else waits for the reply or has chained another stage on the way; of two asks that a
     * stage combines, it cancels the one whose future it was made from.
     *
     * @throws IllegalArgumentException if the timeout is not positive
     */
    <R extends @Nullable Object> CompletableFuture<R> ask(Request<R> request, Duration timeout);

    /** {@link #ask(Function, Duration)} with the same default. */
    <R> CompletableFuture<R> ask(Function<? super ActorRef<R>, ? extends M> message);

    /**
     * Sends a message that carries its own reference for the reply. The first message sent to that reference is the
     * reply; later ones are dropped. Whether the turn ends without a reply cannot be seen here, so that case ends with
     * the timeout; otherwise as {@link #ask(Request, Duration)}.
     *
     * @throws IllegalArgumentException if the timeout is not positive
     */
    <R> CompletableFuture<R> ask(Function<? super ActorRef<R>, ? extends M> message, Duration timeout);

    /** {@link #call(Request, Duration)} with the same default as an ask. */
    <R extends @Nullable Object> R call(Request<R> request);

    /**
     * Asks and blocks the calling thread for the reply. The handler's exception is thrown as it is if unchecked, else as
     * the cause of an {@link ActorException}.
     *
     * <p>A thread outside the system that finds the actor idle may take its turn itself, if that is on the system's own
     * dispatcher: the handler runs on the calling thread, with the actor to itself and with the context that a message has,
     * and is not cut short by the timeout. If the thread is interrupted meanwhile, an {@link InterruptedException} of the
     * handler is the caller's, and no crash of the actor.
     *
     * @throws IllegalStateException in an actor's turn on a dispatcher whose threads must not block, or before the
     *     system has started
     * @throws ActorException as {@link #ask(Request, Duration)} fails; also if the thread is interrupted, which stays
     *     interrupted
     */
    <R extends @Nullable Object> R call(Request<R> request, Duration timeout);

    /**
     * A reference that takes messages of another type and sends this actor what the function makes of them. The
     * function runs on the sender's thread; what it throws is the sender's exception.
     */
    <A> ActorRef<A> adapt(Function<? super A, ? extends M> adapter);

    /** The reference to nobody: it swallows what it is told, and asks of it fail at once. */
    @SuppressWarnings("unchecked") // it takes any message
    static <M> ActorRef<M> nobody() {
        return (ActorRef<M>) Nobody.INSTANCE;
    }
}
