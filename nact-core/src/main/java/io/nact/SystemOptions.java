package io.nact;

import io.nact.dispatch.Dispatcher;
import io.nact.mailbox.MailboxFactory;
import io.nact.mailbox.Mailboxes;
import io.nact.time.Scheduler;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What may be told of an actor system beside its name. Immutable; each {@code with} method answers a changed copy. */
public final class SystemOptions {

    /** Some bytes of heap for each message that may wait: its envelope, its ask, and a small payload. */
    private static final long HEAP_PER_MESSAGE = 512;

    private @Nullable Dispatcher dispatcher;

    private @Nullable Scheduler scheduler;

    private MailboxFactory mailbox = Mailboxes.unbounded();

    private Duration askTimeout = Duration.ofSeconds(5);

    private @Nullable Duration turnTimeout;

    private Duration stopTimeout = Duration.ofSeconds(10);

    private @Nullable Duration stuckAfter = Duration.ofSeconds(10);

    private long maxMessages = Runtime.getRuntime().maxMemory() / HEAP_PER_MESSAGE;

    private int recentDeadLetters = 100;

    private @Nullable ContextPropagation contextPropagation;

    private @Nullable TurnObserver turnObserver;

    private @Nullable TransactionBinding transactions;

    private boolean tellsAfterCommit;

    private BooleanSupplier callerRuns = () -> true;

    private SystemOptions() {}

    /**
     * Unbounded mailboxes, five seconds for an ask, no limit for a turn that waits for its stage, ten seconds to stop and
     * until a turn counts as stuck, and as many messages in all as the heap can be expected to hold.
     */
    public static SystemOptions defaults() {
        return new SystemOptions();
    }

    private SystemOptions with(Consumer<SystemOptions> change) {
        SystemOptions copy = new SystemOptions();
        copy.dispatcher = dispatcher;
        copy.scheduler = scheduler;
        copy.mailbox = mailbox;
        copy.askTimeout = askTimeout;
        copy.turnTimeout = turnTimeout;
        copy.stopTimeout = stopTimeout;
        copy.stuckAfter = stuckAfter;
        copy.maxMessages = maxMessages;
        copy.recentDeadLetters = recentDeadLetters;
        copy.contextPropagation = contextPropagation;
        copy.turnObserver = turnObserver;
        copy.transactions = transactions;
        copy.tellsAfterCommit = tellsAfterCommit;
        copy.callerRuns = callerRuns;
        change.accept(copy);
        return copy;
    }

    /** The same on this dispatcher, which the system closes when it has stopped. */
    public SystemOptions withDispatcher(Dispatcher dispatcher) {
        return with(copy -> copy.dispatcher = dispatcher);
    }

    /** The same with this clock, which the system closes when it has stopped. */
    public SystemOptions withScheduler(Scheduler scheduler) {
        return with(copy -> copy.scheduler = scheduler);
    }

    /** The same, with what senders' threads carry taken along to the turns. */
    public SystemOptions withContextPropagation(ContextPropagation propagation) {
        return with(copy -> copy.contextPropagation = propagation);
    }

    /** The same, with somebody who sees each turn. */
    public SystemOptions withTurnObserver(TurnObserver observer) {
        return with(copy -> copy.turnObserver = observer);
    }

    /** The same, with transactions that {@link ActorRef#afterCommit()} waits for. */
    public SystemOptions withTransactions(TransactionBinding transactions) {
        return with(copy -> copy.transactions = transactions);
    }

    /** The same, with every {@link ActorRef#tell} made in a transaction waiting for its commit, if {@code wait}. */
    public SystemOptions withTellsAfterCommit(boolean wait) {
        return with(copy -> copy.tellsAfterCommit = wait);
    }

    /**
     * The same, in which a thread that {@linkplain ActorRef#call calls} an idle actor takes its turn itself only if this is
     * true on that thread; by default it always does. For threads that carry what must not get into a turn.
     */
    public SystemOptions withCallerRuns(BooleanSupplier permitted) {
        return with(copy -> copy.callerRuns = Objects.requireNonNull(permitted, "permitted"));
    }

    /** The same with mailboxes of this kind. */
    public SystemOptions withMailbox(MailboxFactory mailbox) {
        return with(copy -> copy.mailbox = mailbox);
    }

    /**
     * The same with another time for asks.
     *
     * @throws IllegalArgumentException unless positive
     */
    public SystemOptions withAskTimeout(Duration askTimeout) {
        requirePositive("askTimeout", askTimeout);
        return with(copy -> copy.askTimeout = askTimeout);
    }

    /**
     * The same with a limit for turns that wait for their stage.
     *
     * @throws IllegalArgumentException unless positive
     */
    public SystemOptions withTurnTimeout(Duration turnTimeout) {
        requirePositive("turnTimeout", turnTimeout);
        return with(copy -> copy.turnTimeout = turnTimeout);
    }

    /**
     * The same with another time to stop.
     *
     * @throws IllegalArgumentException unless positive
     */
    public SystemOptions withStopTimeout(Duration stopTimeout) {
        requirePositive("stopTimeout", stopTimeout);
        return with(copy -> copy.stopTimeout = stopTimeout);
    }

    /**
     * The same with another time after which a turn that keeps its thread is reported as stuck; null for never.
     *
     * @throws IllegalArgumentException unless positive
     */
    public SystemOptions withStuckAfter(@Nullable Duration stuckAfter) {
        if (stuckAfter != null) {
            requirePositive("stuckAfter", stuckAfter);
        }
        return with(copy -> copy.stuckAfter = stuckAfter);
    }

    /**
     * The same with another limit for the messages that wait or are stashed, of all actors together. The messages of one
     * actor are counted in steps, of up to 64 if very many may wait, so that it may be passed by about that for each.
     *
     * @throws IllegalArgumentException unless positive
     */
    public SystemOptions withMaxMessages(long maxMessages) {
        if (maxMessages < 1) {
            throw new IllegalArgumentException("maxMessages must be at least one, not " + maxMessages);
        }
        return with(copy -> copy.maxMessages = maxMessages);
    }

    /**
     * The same with another number of dead letters to remember.
     *
     * @throws IllegalArgumentException if negative
     */
    public SystemOptions withRecentDeadLetters(int recentDeadLetters) {
        if (recentDeadLetters < 0) {
            throw new IllegalArgumentException("recentDeadLetters must not be negative, like " + recentDeadLetters);
        }
        return with(copy -> copy.recentDeadLetters = recentDeadLetters);
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("%s must be longer than zero, not %s".formatted(name, value));
        }
    }

    /** Where actors take their turns unless their behaviour says otherwise; null for a work-stealing pool. */
    public @Nullable Dispatcher dispatcher() {
        return dispatcher;
    }

    /** The system's clock; null for the machine's. */
    public @Nullable Scheduler scheduler() {
        return scheduler;
    }

    /** The kind of mailbox of behaviours that name none. */
    public MailboxFactory mailbox() {
        return mailbox;
    }

    /** How long an ask waits unless told. */
    public Duration askTimeout() {
        return askTimeout;
    }

    /** How long a turn may wait for its stage unless its behaviour says otherwise; null for ever. */
    public @Nullable Duration turnTimeout() {
        return turnTimeout;
    }

    /** How long a turn may outlive the request to stop its actor. */
    public Duration stopTimeout() {
        return stopTimeout;
    }

    /** How long a turn may keep its thread before it is reported as stuck; null for ever. */
    public @Nullable Duration stuckAfter() {
        return stuckAfter;
    }

    /** How many messages may wait or be stashed in all; beyond that every mailbox is full. */
    public long maxMessages() {
        return maxMessages;
    }

    /** How many dead letters are remembered. */
    public int recentDeadLetters() {
        return recentDeadLetters;
    }

    /** Takes along what senders' threads carry; null if nobody does. */
    public @Nullable ContextPropagation contextPropagation() {
        return contextPropagation;
    }

    /** Who sees each turn; null if nobody does. */
    public @Nullable TurnObserver turnObserver() {
        return turnObserver;
    }

    /** Binds actions to transactions; null if there are none. */
    public @Nullable TransactionBinding transactions() {
        return transactions;
    }

    /** Whether what is told in a transaction waits for its commit. */
    public boolean tellsAfterCommit() {
        return tellsAfterCommit;
    }

    /** Whether the thread that asks this may take the turn of an idle actor that it calls. */
    public BooleanSupplier callerRuns() {
        return callerRuns;
    }
}
