package io.nact;

import io.nact.dispatch.Dispatcher;
import io.nact.mailbox.MailboxFactory;
import io.nact.supervision.Crash;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Behavior} says about its actor beside the handling of messages, for the engine to read. Set by the
 * behaviour's withers; never changes once a behaviour has it, whose final field publishes it safely.
 */
public final class BehaviorOptions {

    private @Nullable String type;

    private @Nullable String description;

    private @Nullable Class<?> protocol;

    private Set<Class<?>> alsoTaken = Set.of();

    private @Nullable Consumer<Object> check;

    private @Nullable Duration askTimeout;

    private SupervisionPolicy policy = SupervisionPolicy.always(Directive.STOP);

    private @Nullable Function<? super Crash, ? extends CompletionStage<Directive>> asyncPolicy;

    private boolean exceptionsAreReplies;

    private @Nullable Duration idleTimeout;

    private boolean passivates;

    private @Nullable Duration turnTimeout;

    private @Nullable MailboxFactory mailbox;

    private @Nullable Dispatcher dispatcher;

    private int concurrency = 1;

    private int stashCapacity = 1_000;

    private Behavior.@Nullable TerminatedHandler<?> onTerminated;

    private @Nullable Function<String, ? extends Behavior<?>> childrenOnDemand;

    private @Nullable Behavior<?> childOnDemand;

    private int childrenLimit = Integer.MAX_VALUE;

    private BehaviorOptions() {}

    static BehaviorOptions of(@Nullable Class<?> protocol) {
        BehaviorOptions options = new BehaviorOptions();
        options.protocol = protocol;
        return options;
    }

    private BehaviorOptions with(Consumer<BehaviorOptions> change) {
        BehaviorOptions copy = new BehaviorOptions();
        copy.type = type;
        copy.description = description;
        copy.protocol = protocol;
        copy.alsoTaken = alsoTaken;
        copy.check = check;
        copy.askTimeout = askTimeout;
        copy.policy = policy;
        copy.asyncPolicy = asyncPolicy;
        copy.exceptionsAreReplies = exceptionsAreReplies;
        copy.idleTimeout = idleTimeout;
        copy.passivates = passivates;
        copy.turnTimeout = turnTimeout;
        copy.mailbox = mailbox;
        copy.dispatcher = dispatcher;
        copy.concurrency = concurrency;
        copy.stashCapacity = stashCapacity;
        copy.onTerminated = onTerminated;
        copy.childrenOnDemand = childrenOnDemand;
        copy.childOnDemand = childOnDemand;
        copy.childrenLimit = childrenLimit;
        change.accept(copy);
        return copy;
    }

    BehaviorOptions type(String value) {
        return with(copy -> copy.type = value);
    }

    BehaviorOptions description(String value) {
        return with(copy -> copy.description = value);
    }

    BehaviorOptions protocol(Class<?> value) {
        return with(copy -> copy.protocol = value);
    }

    BehaviorOptions alsoTakes(Set<Class<?>> value) {
        Set<Class<?>> types = Set.copyOf(value);
        return with(copy -> copy.alsoTaken = types);
    }

    BehaviorOptions check(Consumer<Object> value) {
        return with(copy -> copy.check = value);
    }

    BehaviorOptions askTimeout(Duration value) {
        requirePositive(value);
        return with(copy -> copy.askTimeout = value);
    }

    BehaviorOptions policy(SupervisionPolicy value) {
        return with(copy -> {
            copy.policy = value;
            copy.asyncPolicy = null;
        });
    }

    BehaviorOptions asyncPolicy(Function<? super Crash, ? extends CompletionStage<Directive>> value) {
        return with(copy -> copy.asyncPolicy = value);
    }

    BehaviorOptions withExceptionsAsReplies() {
        return with(copy -> copy.exceptionsAreReplies = true);
    }

    BehaviorOptions idleTimeout(Duration value, boolean thenPassivate) {
        requirePositive(value);
        return with(copy -> {
            copy.idleTimeout = value;
            copy.passivates = thenPassivate;
        });
    }

    BehaviorOptions turnTimeout(Duration value) {
        requirePositive(value);
        return with(copy -> copy.turnTimeout = value);
    }

    BehaviorOptions mailbox(MailboxFactory value) {
        return with(copy -> copy.mailbox = value);
    }

    BehaviorOptions dispatcher(Dispatcher value) {
        return with(copy -> copy.dispatcher = value);
    }

    BehaviorOptions concurrency(int value) {
        return with(copy -> copy.concurrency = value);
    }

    BehaviorOptions stashCapacity(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("A stash holds at least one message, not " + value);
        }
        return with(copy -> copy.stashCapacity = value);
    }

    BehaviorOptions onTerminated(Behavior.@Nullable TerminatedHandler<?> value) {
        return with(copy -> copy.onTerminated = value);
    }

    BehaviorOptions childrenOnDemand(Function<String, ? extends Behavior<?>> value, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("At least one child must be allowed to live, not " + limit);
        }
        return with(copy -> {
            copy.childrenOnDemand = value;
            copy.childOnDemand = null;
            copy.childrenLimit = limit;
        });
    }

    BehaviorOptions childrenOnDemand(Behavior<?> value, int limit) {
        BehaviorOptions byName = childrenOnDemand(name -> value, limit);
        byName.childOnDemand = value;
        return byName;
    }

    private static void requirePositive(Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("A timeout must be longer than zero, not " + value);
        }
    }

    /** The name under which actors of this kind are counted and log; null for the default. */
    public @Nullable String type() {
        return type;
    }

    /** What actors of this kind do, for people; null if nobody has said so. */
    public @Nullable String description() {
        return description;
    }

    /** The type of the messages, if foreign ones are to be refused at the send. */
    public @Nullable Class<?> protocol() {
        return protocol;
    }

    /** Whether the actor takes such a message, as far as its protocol is known. */
    public boolean takes(Object message) {
        return protocol == null || protocol.isInstance(message) || !alsoTaken.isEmpty() && isAlsoTaken(message);
    }

    private boolean isAlsoTaken(Object message) {
        return alsoTaken.stream().anyMatch(type -> type.isInstance(message));
    }

    /** Throws what is wrong with a message before it is sent; null if every message will do. */
    public @Nullable Consumer<Object> check() {
        return check;
    }

    /** How long an ask waits that says nothing about it; null for the system's default. */
    public @Nullable Duration askTimeout() {
        return askTimeout;
    }

    /** Decides about crashes, unless {@link #asyncPolicy()} does. */
    public SupervisionPolicy policy() {
        return policy;
    }

    /** Decides about crashes instead of {@link #policy()}. */
    public @Nullable Function<? super Crash, ? extends CompletionStage<Directive>> asyncPolicy() {
        return asyncPolicy;
    }

    /** Whether an exception that the asker received is no crash. */
    public boolean exceptionsAreReplies() {
        return exceptionsAreReplies;
    }

    /** How long the actor may be idle before it stops or passivates; null for ever. */
    public @Nullable Duration idleTimeout() {
        return idleTimeout;
    }

    /** Whether an idle actor passivates rather than stops. */
    public boolean passivates() {
        return passivates;
    }

    /** How long a turn may wait for its stage; null for the system's default. */
    public @Nullable Duration turnTimeout() {
        return turnTimeout;
    }

    /** Source of mailboxes; null for the system's default. */
    public @Nullable MailboxFactory mailbox() {
        return mailbox;
    }

    /** Where the actor takes its turns; null for the system's dispatcher. */
    public @Nullable Dispatcher dispatcher() {
        return dispatcher;
    }

    /** How many messages are handled at once; 0 for as many as the dispatcher has workers. */
    public int concurrency() {
        return concurrency;
    }

    /** How many messages fit into the stash. */
    public int stashCapacity() {
        return stashCapacity;
    }

    /** What to do when a watched actor has ended; null to leave it to {@link Incarnation#terminated}. */
    public Behavior.@Nullable TerminatedHandler<?> onTerminated() {
        return onTerminated;
    }

    /** Makes the behaviour of a child that was addressed and does not live; null if none is to be made. */
    public @Nullable Function<String, ? extends Behavior<?>> childrenOnDemand() {
        return childrenOnDemand;
    }

    /** What each child is that is spawned on demand; null if that depends on its name. */
    public @Nullable Behavior<?> childOnDemand() {
        return childOnDemand;
    }

    /** How many children may live that are spawned on demand. */
    public int childrenLimit() {
        return childrenLimit;
    }
}
