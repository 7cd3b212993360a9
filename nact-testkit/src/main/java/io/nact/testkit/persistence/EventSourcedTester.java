package io.nact.testkit.persistence;

import io.nact.ActorRef;
import io.nact.Request;
import io.nact.persistence.EventSourced;
import io.nact.persistence.EventTypes;
import io.nact.persistence.Persistence;
import io.nact.testkit.BehaviorTester;
import io.nact.testkit.Effect;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tries an event-sourced actor command by command, on the test's thread and without a system: given these events, when this
 * command comes, then these events, this reply, this state.
 *
 * <pre>{@code
 * EventSourcedTester.of(account, types)
 *     .given(new Deposited(100))
 *     .when(new Withdraw(30))
 *     .thenEvents(new Withdrawn(30)).thenReply(new Ok(70)).thenState(new Account(70))
 *     .when(new Withdraw(500))
 *     .thenNoEvents().thenReply(new Refused("funds"));
 * }</pre>
 *
 * <p>After each command it sees to what a test would forget: that the events, and the state if its class is registered, are the
 * same when they have been written down and read again; and that all events, read again, come to the state that the actor
 * has. So they need {@code equals}, as records have it. For one thread.
 *
 * @param <M> the commands
 * @param <S> the state
 * @param <E> the events
 */
public final class EventSourcedTester<M, S, E> {

    private final EventTypes types;

    private final TestedHistory<S, E> history;

    private final Supplier<BehaviorTester<M>> start;

    /** Made with the first command, for which everything has been given. */
    private @Nullable BehaviorTester<M> actor;

    private S state;

    private List<E> happened = List.of();

    private @Nullable CompletableFuture<?> reply;

    private @Nullable Throwable failure;

    private EventSourcedTester(EventSourced<M, S, E> eventSourced, EventTypes types, String id) {
        PatientStorage storage = new PatientStorage();
        this.types = types;
        this.history = new TestedHistory<>(eventSourced, types, storage.journal(), id);
        this.state = eventSourced.initial(id);
        this.start = () -> BehaviorTester.of(
                id, Persistence.of(storage, types).behavior(eventSourced.id(id).afterEvents(this::happened)));
    }

    /**
     * An actor named {@code tested} to which nothing has happened. What it does {@linkplain EventSourced#afterEvents after its
     * events} is left out.
     */
    public static <M, S, E> EventSourcedTester<M, S, E> of(EventSourced<M, S, E> eventSourced, EventTypes types) {
        return of(eventSourced, types, "tested");
    }

    /** An actor of this id, likewise. */
    public static <M, S, E> EventSourcedTester<M, S, E> of(
            EventSourced<M, S, E> eventSourced, EventTypes types, String id) {
        return new EventSourcedTester<>(eventSourced, types, id);
    }

    private void happened(S after, List<E> events) {
        state = after;
        happened = List.copyOf(events);
    }

    /**
     * This has happened before, and is recovered.
     *
     * @throws IllegalStateException if a command has come already
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public final EventSourcedTester<M, S, E> given(E... events) {
        if (actor != null) {
            throw new IllegalStateException("What is given comes before the first command");
        }
        history.store(List.of(events));
        state = history.replayed();
        return this;
    }

    /** This command comes. */
    public EventSourcedTester<M, S, E> when(M command) {
        return handle(command, actor -> {
            if (command instanceof Request<?> request) {
                return actor.ask(request);
            }
            actor.send(command);
            return null;
        });
    }

    /** This command comes, made of a reference for the reply. */
    public <R> EventSourcedTester<M, S, E> when(Function<? super ActorRef<R>, ? extends M> command) {
        return handle("the command", actor -> actor.ask(command));
    }

    private EventSourcedTester<M, S, E> handle(
            Object command, Function<BehaviorTester<M>, @Nullable CompletableFuture<?>> sent) {
        BehaviorTester<M> tested = actor();
        long before = history.size();
        happened = List.of();
        failure = null;
        reply = null;
        try {
            reply = sent.apply(tested);
        } catch (RuntimeException thrown) {
            failure = thrown;
        }
        require("read again, the events of " + command, happened, history.after(before));
        require("read again, all events up to " + command + " come to", state, history.replayed());
        if (state != null && types.classes().contains(state.getClass())) {
            require("read again, the state after " + command, List.of(state), types.decode(types.encodeState(state)));
        }
        return this;
    }

    private BehaviorTester<M> actor() {
        BehaviorTester<M> running = actor;
        if (running == null) {
            running = start.get();
            actor = running;
        }
        return running;
    }

    private static void require(String what, @Nullable Object expected, @Nullable Object actual) {
        if (!Objects.equals(expected, actual)) {
            throw new AssertionError("%s: expected %s and got %s".formatted(what, expected, actual));
        }
    }

    /** It came to these events, in this order. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public final EventSourcedTester<M, S, E> thenEvents(E... events) {
        require("events", List.of(events), happened);
        return this;
    }

    /** It came to no event. */
    public EventSourcedTester<M, S, E> thenNoEvents() {
        return thenEvents();
    }

    /** It was answered by this. */
    public EventSourcedTester<M, S, E> thenReply(@Nullable Object expected) {
        CompletableFuture<?> future = reply;
        if (future == null || !future.isDone()) {
            throw new AssertionError("reply: expected %s and got none".formatted(expected));
        }
        try {
            require("reply", expected, future.join());
        } catch (CompletionException failed) {
            throw new AssertionError("reply: expected %s and got a failure".formatted(expected), failed.getCause());
        }
        return this;
    }

    /** It failed with an exception of this type, whether or not somebody had asked. */
    public EventSourcedTester<M, S, E> thenFailure(Class<? extends Throwable> type) {
        Throwable thrown = failure;
        CompletableFuture<?> future = reply;
        if (thrown == null && future != null && future.isCompletedExceptionally()) {
            thrown = future.handle((value, cause) -> cause).join();
        }
        if (!type.isInstance(thrown)) {
            throw new AssertionError("failure: expected a %s and got %s".formatted(type.getName(), thrown), thrown);
        }
        return this;
    }

    /** The actor has this state. */
    public EventSourcedTester<M, S, E> thenState(S expected) {
        require("state", expected, state);
        return this;
    }

    /** The actor has stopped. */
    public EventSourcedTester<M, S, E> thenStopped() {
        require("stopped", true, actor().isStopped());
        return this;
    }

    /** A reference to somebody else, for commands to name: what it is told is an effect. */
    public <A> ActorRef<A> ref(String name) {
        return actor().ref(name);
    }

    /** What the last command did to others, once its events were stored. */
    public List<Effect> effects() {
        return actor().effects();
    }
}
