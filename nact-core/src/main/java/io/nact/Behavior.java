package io.nact;

import io.nact.dispatch.Dispatcher;
import io.nact.mailbox.MailboxFactory;
import io.nact.supervision.Crash;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The complete description of an actor: how it handles its messages, and everything else that is particular to it.
 * Immutable, so that any number of actors can be spawned from one; made by {@link Behaviors}, and each method here
 * answers a changed copy.
 *
 * @param <M> the messages that the actor takes
 */
public abstract class Behavior<M> {

    private final BehaviorOptions options;

    Behavior(BehaviorOptions options) {
        this.options = options;
    }

    /** What has been set by the withers. */
    public BehaviorOptions options() {
        return options;
    }

    /**
     * Begins a life of an actor. For the engine, which calls it in the actor's turn.
     *
     * @throws Exception any; a failed start is a crash
     */
    public abstract Incarnation<M> start(ActorContext<M> context) throws Exception;

    abstract Behavior<M> with(BehaviorOptions options);

    /** What it is unless somebody says so. */
    abstract String kind();

    /**
     * Names the kind of actor, for metrics, loggers and messages. Unless told, an actor that was spawned under a name at
     * the top of the tree has that name as its type, and a child the type of its parent followed by {@code /*}.
     */
    public Behavior<M> type(String type) {
        return with(options.type(type));
    }

    /**
     * Says what the actor does, for people who {@linkplain ActorSystem#inspect look into} a running system. Unless told, its
     * kind and its protocol.
     */
    public Behavior<M> describedAs(String description) {
        return with(options.description(Objects.requireNonNull(description, "description")));
    }

    /** Refuses messages of another type at the send; for a behaviour whose factory was not told the type. */
    public Behavior<M> protocol(Class<M> protocol) {
        return with(options.protocol(protocol));
    }

    /**
     * Takes messages of these types, too, beside those of the protocol: such as come from elsewhere and that no sender of the
     * actor's reference needs to know.
     */
    public Behavior<M> alsoTakes(Set<Class<?>> types) {
        return with(options.alsoTakes(types));
    }

    /**
     * Checks each message before it is sent, on the sender's thread. What the check throws is the sender's: {@code tell}
     * throws it, {@code ask} fails with it, and the actor never learns of the message. What the actor sends itself by
     * timers, {@code pipeToSelf} and {@code ctx.adapt} is not checked. Further checks come after those that there are.
     */
    @SuppressWarnings("unchecked") // it is given messages that the actor takes
    public Behavior<M> checked(Consumer<? super M> check) {
        Consumer<Object> before = options.check();
        Consumer<Object> further = (Consumer<Object>) check;
        return with(options.check(before == null ? further : before.andThen(further)));
    }

    /**
     * How long an ask waits that names no timeout of its own; the system's default unless told.
     *
     * @throws IllegalArgumentException unless positive
     */
    public Behavior<M> askTimeout(Duration timeout) {
        return with(options.askTimeout(timeout));
    }

    /** Decides what a crash leads to; unless told, {@link Directive#STOP}. */
    public Behavior<M> onCrash(SupervisionPolicy policy) {
        return with(options.policy(policy));
    }

    /**
     * Decides what a crash leads to, later: the actor stays suspended until the stage completes. A stage that fails, or
     * completes with {@code null}, escalates.
     */
    public Behavior<M> onCrashAsync(Function<? super Crash, ? extends CompletionStage<Directive>> policy) {
        return with(options.asyncPolicy(policy));
    }

    /**
     * Makes an {@link Exception} that an asker received the plain outcome of that message: no crash, no decision, no
     * stack trace in the log. An {@link Error} is a crash all the same.
     */
    public Behavior<M> exceptionsAreReplies() {
        return with(options.withExceptionsAsReplies());
    }

    /**
     * Stops the actor once it has been idle for so long: nothing waits, no turn is open. Its children do not keep it.
     *
     * @throws IllegalArgumentException unless positive
     */
    public Behavior<M> shutdownAfter(Duration idle) {
        return with(options.idleTimeout(idle, false));
    }

    /**
     * As {@link #shutdownAfter}, but messages that come while the actor is on its way out are kept, in order: it then
     * starts a fresh incarnation under the same reference instead of ending. If it fails to start it ends whatever the
     * policy says: those who asked it get the cause, and the next message tries again.
     *
     * @throws IllegalArgumentException unless positive
     */
    public Behavior<M> passivateAfter(Duration idle) {
        return with(options.idleTimeout(idle, true));
    }

    /**
     * Fails a turn whose stage has not completed in that time, with a {@link java.util.concurrent.TimeoutException}.
     *
     * @throws IllegalArgumentException unless positive
     */
    public Behavior<M> turnTimeout(Duration timeout) {
        return with(options.turnTimeout(timeout));
    }

    /** Where messages wait; see {@link io.nact.mailbox.Mailboxes}. */
    public Behavior<M> mailbox(MailboxFactory mailbox) {
        return with(options.mailbox(mailbox));
    }

    /** Where the actor takes its turns, instead of on the system's dispatcher. Whoever made the dispatcher closes it. */
    public Behavior<M> dispatcher(Dispatcher dispatcher) {
        return with(options.dispatcher(dispatcher));
    }

    /**
     * Lets a stateless actor handle up to {@code messages} at once, begun in the order of the mailbox; 1 handles them
     * strictly one after the other. Unless told, as many as the dispatcher has workers.
     *
     * @throws IllegalArgumentException if below one
     * @throws IllegalStateException if the behaviour has state, which only one turn at a time may touch
     */
    public Behavior<M> concurrency(int messages) {
        if (!(this instanceof StatelessBehavior)) {
            throw new IllegalStateException(
                    "Only a stateless behaviour handles several messages at once; this one has state that one turn at a time may touch");
        }
        if (messages < 1) {
            throw new IllegalArgumentException("At least one message must be handled at a time, not " + messages);
        }
        return with(options.concurrency(messages));
    }

    /**
     * Says what to do when an actor has ended that this one {@linkplain ActorContext#watch watches}. It runs in a turn of
     * this actor.
     */
    public Behavior<M> onTerminated(TerminatedHandler<M> handler) {
        return with(options.onTerminated(handler));
    }

    /**
     * How many messages the actor may {@linkplain ActorContext#stash() set aside}; 1,000 unless told.
     *
     * @throws IllegalArgumentException if below one
     */
    public Behavior<M> stashCapacity(int messages) {
        return with(options.stashCapacity(messages));
    }

    /** Runs once when the actor has stopped; its children have stopped before. */
    public abstract Behavior<M> afterStop(Consumer<? super ActorContext<M>> action);

    /**
     * Spawns a child from this when a message is sent to a name below the actor under which none lives ({@link
     * ActorSystem#child}). The function runs on the sender's thread; it must be quick and must not send.
     */
    public Behavior<M> childrenOnDemand(Function<String, ? extends Behavior<?>> children) {
        return childrenOnDemand(children, Integer.MAX_VALUE);
    }

    /** As {@link #childrenOnDemand(Function, int)}, all alike: so a sender learns how before one lives. */
    public Behavior<M> childrenOnDemand(Behavior<?> child, int limit) {
        return with(options.childrenOnDemand(child, limit));
    }

    /**
     * As {@link #childrenOnDemand(Function)}, with a limit: when so many live, one that {@linkplain #passivateAfter
     * passivates} and has nothing to do makes room for each further one, of those that were used least recently; if none
     * has been found the message is refused, as by a full mailbox. Those that are on their way out do not count.
     *
     * @throws IllegalArgumentException if the limit is below one
     */
    public Behavior<M> childrenOnDemand(Function<String, ? extends Behavior<?>> children, int limit) {
        return with(options.childrenOnDemand(children, limit));
    }

    /** What it does, for people. */
    @Override
    public String toString() {
        String said = options.description();
        if (said != null) {
            return said;
        }
        Class<?> protocol = options.protocol();
        return protocol == null ? kind() : kind() + " of " + protocol.getName();
    }

    /** What to do when a watched actor has ended. */
    @FunctionalInterface
    public interface TerminatedHandler<M> {

        /**
         * Handles the news.
         *
         * @throws Exception any; it is a crash
         */
        void handle(Terminated news, ActorContext<M> context) throws Exception;
    }
}
