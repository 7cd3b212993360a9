package io.nact.testkit;

import io.nact.ActorException;
import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.Behavior;
import io.nact.Incarnation;
import io.nact.Terminated;
import io.nact.UnhandledMessageException;
import io.nact.path.ActorPath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** An actor without a system: its queue, its life and its turns, all on the test's thread. */
final class TestedActor<M> {

    private static final ActorPath ROOT = ActorPath.root("test");

    private final String name;

    private final Behavior<M> behavior;

    private final ManualTime time = new ManualTime();

    private final List<Effect> effects = new ArrayList<>();

    private final TestedSends sends = new TestedSends();

    private final Deque<Taken> queue = new ArrayDeque<>();

    /** What other threads want done here. */
    private final Queue<Runnable> elsewhere = new ConcurrentLinkedQueue<>();

    private final Thread thread = Thread.currentThread();

    private final TestedRef<M> self;

    private final TestedContext<M> context;

    private @Nullable Incarnation<M> incarnation;

    private @Nullable Taken inHand;

    private boolean inTurn;

    private boolean waits;

    private boolean stopRequested;

    private boolean drains;

    private boolean stopped;

    /** A message in the queue, with who waits for its answer. Without a message, a piece of work that needs a turn. */
    record Taken(
            Object message,
            @Nullable TestedReply<?> reply,
            @Nullable Work work) {}

    /** What a turn does. */
    interface Work {

        @Nullable
        CompletionStage<?> run() throws Exception;
    }

    TestedActor(String name, Behavior<M> behavior) {
        this.name = name;
        this.behavior = behavior;
        this.self = new TestedRef<>(ROOT.child(name), this::tellSelf);
        self.recordsIn(this);
        this.context = new TestedContext<>(this);
    }

    void start() {
        finish(() -> {
            Incarnation<M> begun = behavior.start(context);
            incarnation = begun;
            return begun.prepare(context);
        });
        drain();
    }

    private void tellSelf(Object message) {
        queue.add(new Taken(message, null, null));
        drain();
    }

    /** Queues a message and handles what waits. */
    void take(Object message, @Nullable TestedReply<?> reply) {
        Class<?> protocol = behavior.options().protocol();
        if (protocol != null && !protocol.isInstance(message)) {
            throw new UnhandledMessageException("%s takes %s, and %s is none"
                    .formatted(path(), protocol.getName(), message.getClass().getName()));
        }
        if (stopped) {
            throw new ActorStoppedException("%s has stopped; %s was not handled".formatted(path(), message));
        }
        queue.add(new Taken(message, reply, null));
        drain();
    }

    /** Puts a message before those that wait, and handles what waits unless a turn is in hand. */
    void takeFirst(Object message) {
        queue.addFirst(new Taken(message, null, null));
        drain();
    }

    /** Puts back what was stashed. */
    void putBack(List<Taken> oldestFirst) {
        for (int i = oldestFirst.size() - 1; i >= 0; i--) {
            queue.addFirst(oldestFirst.get(i));
        }
    }

    /** Handles what waits, unless a turn is in hand. */
    private void drain() {
        if (inTurn) {
            return;
        }
        boolean found = true;
        while (found) {
            Runnable other = elsewhere.poll();
            found = other != null || !waits && !stopped && !queue.isEmpty();
            if (other != null) {
                other.run();
            } else if (found) {
                turn(queue.removeFirst());
            }
        }
        if (drains && !waits && !stopped) {
            end();
        }
    }

    private void turn(Taken taken) {
        inHand = taken;
        context.timers().messageTaken();
        finish(work(taken));
    }

    @SuppressWarnings("unchecked") // checked at the send, or of the actor's own making
    private Work work(Taken taken) {
        return taken.work() != null ? taken.work() : () -> life().receive((M) taken.message(), context);
    }

    private void finish(Work work) {
        Throwable failure = null;
        CompletionStage<?> stage = null;
        inTurn = true;
        try {
            stage = work.run();
        } catch (Exception | Error e) {
            failure = e;
        } finally {
            inTurn = false;
        }
        if (stage != null) {
            waits = true;
            stage.whenComplete((value, thrown) -> onThread(() -> resume(value, thrown)));
        } else {
            over(failure);
        }
    }

    /** Now if this is the test's thread, else when the test uses the tester next. */
    void onThread(Runnable work) {
        elsewhere.add(work);
        if (Thread.currentThread() == thread) {
            drain();
        }
    }

    private void resume(@Nullable Object value, @Nullable Throwable thrown) {
        Throwable failure = unwrapped(thrown);
        waits = false;
        finish(() -> life().resumed(value, failure, context));
    }

    static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private void over(@Nullable Throwable failure) {
        Taken ended = inHand;
        inHand = null;
        TestedReply<?> reply = ended == null ? null : ended.reply();
        if (failure == null && ended != null) {
            context.turnEnded(ended);
        }
        afterTurn();
        boolean received = failure != null && reply != null && reply.failed(failure);
        if (failure != null && !received) {
            throw rethrown(failure);
        }
    }

    private void afterTurn() {
        if (stopRequested && !stopped && !waits) {
            end();
        }
    }

    private static RuntimeException rethrown(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException unchecked
                ? unchecked
                : new ActorException(failure.getMessage(), failure);
    }

    private Incarnation<M> life() {
        Incarnation<M> life = incarnation;
        if (life == null) {
            throw new ActorStoppedException(path() + " has stopped");
        }
        return life;
    }

    void stop() {
        requestStop();
        drain();
        afterTurn();
    }

    void requestStop() {
        stopRequested = true;
    }

    void stopAfterDrain() {
        drains = true;
    }

    private void end() {
        stopped = true;
        context.lifeEnds(List.copyOf(queue.stream().map(Taken::message).toList()));
        queue.stream().map(Taken::reply).forEach(TestedActor::lifeEnded);
        queue.clear();
        lastTurn(false);
    }

    private static void lifeEnded(@Nullable TestedReply<?> reply) {
        if (reply != null) {
            reply.failed(new ActorStoppedException("The actor stopped or was reset before it answered"));
        }
    }

    private void lastTurn(boolean reset) {
        Incarnation<M> ended = life();
        incarnation = null;
        inTurn = true;
        try {
            if (reset) {
                ended.reset(context);
            } else {
                ended.stopped(context);
            }
        } finally {
            inTurn = false;
        }
    }

    void reset() {
        if (waits) {
            throw new IllegalStateException("A turn of %s still waits for its stage".formatted(path()));
        }
        context.lifeEnds(List.of());
        lastTurn(true);
        putBack(context.stash().takeAll());
        start();
    }

    void terminated(ActorRef<?> watched, Terminated.Reason reason) {
        Object message = context.endWatch(watched);
        Terminated news = new Terminated(watched, reason, null);
        queue.addFirst(
                message instanceof TestedContext.NoMessage
                        ? new Taken(news, null, () -> receive(news))
                        : new Taken(message, null, null));
        drain();
    }

    @SuppressWarnings("unchecked") // of this behaviour
    private @Nullable CompletionStage<?> receive(Terminated news) throws Exception {
        Behavior.TerminatedHandler<M> handler =
                (Behavior.TerminatedHandler<M>) behavior.options().onTerminated();
        if (handler == null) {
            return life().terminated(news, context);
        }
        handler.handle(news, context);
        return null;
    }

    void publish(Object event) {
        context.messagesOf(event).forEach(message -> queue.add(new Taken(message, null, null)));
        drain();
    }

    /** What it sends goes through here. */
    TestedSends sends() {
        return sends;
    }

    void add(Effect effect) {
        effects.add(effect);
    }

    List<Effect> effects() {
        drain();
        return List.copyOf(effects);
    }

    void forgetEffects() {
        drain();
        effects.clear();
    }

    @Nullable
    Taken inHand() {
        return inHand;
    }

    boolean isWaiting() {
        drain();
        return waits;
    }

    boolean isStopped() {
        drain();
        return stopped;
    }

    List<Object> waiting() {
        drain();
        return queue.stream().map(Taken::message).toList();
    }

    <A> TestedRef<A> stranger(String other) {
        TestedRef<A> ref = new TestedRef<>(ROOT.child(other), message -> {});
        ref.recordsIn(this);
        return ref;
    }

    <C> TestedRef<C> childRef(String child) {
        TestedRef<C> ref = new TestedRef<>(path().child(child), message -> {});
        ref.recordsIn(this);
        return ref;
    }

    ActorPath pathOf(String other) {
        return ROOT.child(other);
    }

    ActorPath path() {
        return ROOT.child(name);
    }

    TestedRef<M> self() {
        return self;
    }

    Behavior<M> behavior() {
        return behavior;
    }

    ManualTime time() {
        return time;
    }
}
