package io.nact.testkit;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.ReplyRef;
import io.nact.Request;
import io.nact.Terminated;
import io.nact.path.ActorPath;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a probe has been told. Guarded by its monitor. */
final class ProbeInbox {

    /** Of those that have been expected, so many are remembered for the message of a failure. */
    private static final int REMEMBERED = 10;

    private final Waiting waiting;

    private final Deque<Object> queued = new ArrayDeque<>();

    private final Deque<Object> expected = new ArrayDeque<>();

    private final Map<Request<?>, ReplyRef<?>> replies = new IdentityHashMap<>();

    private final List<Terminated> ends = new ArrayList<>();

    ProbeInbox(Waiting waiting) {
        this.waiting = waiting;
    }

    /** Has the probe watch an actor: no message of the test's. */
    record Watch(ActorRef<?> actor) {}

    /** Has the probe forget what came before: no message of the test's. */
    record Reset() implements Request<Boolean> {}

    Behavior<Object> behavior() {
        return Behaviors.<Object>stateless(this::handle)
                .concurrency(1)
                .type("probe")
                .onTerminated((news, context) -> ended(news));
    }

    private void handle(Object message, ActorContext<Object> context) {
        if (message instanceof Watch watch) {
            context.watch(watch.actor());
            return;
        }
        if (message instanceof Reset reset) {
            forget(context.path());
            context.replyTo(reset).reply(true);
            return;
        }
        synchronized (this) {
            if (message instanceof Request<?> request) {
                replies.put(request, context.replyTo(request));
            }
            queued.add(message);
        }
        waiting.arrived();
    }

    private synchronized void forget(ActorPath probe) {
        queued.clear();
        expected.clear();
        ends.clear();
        replies.forEach((request, reply) -> {
            if (reply.isAwaited()) {
                reply.fail(new IllegalStateException("%s was reset and had not answered %s".formatted(probe, request)));
            }
        });
        replies.clear();
    }

    private void ended(Terminated news) {
        synchronized (this) {
            ends.add(news);
        }
        waiting.arrived();
    }

    /** The next message, waited for. */
    @Nullable
    Object poll(Duration patience) {
        waiting.until(this::hasQueued, patience);
        synchronized (this) {
            Object next = queued.poll();
            if (next != null) {
                expected.add(next);
                if (expected.size() > REMEMBERED) {
                    expected.removeFirst();
                }
            }
            return next;
        }
    }

    private synchronized boolean hasQueued() {
        return !queued.isEmpty();
    }

    synchronized List<Object> queued() {
        return List.copyOf(queued);
    }

    /** The messages that were expected last. */
    synchronized List<Object> expectedBefore() {
        return List.copyOf(expected);
    }

    @SuppressWarnings("unchecked") // of this request
    synchronized <R extends @Nullable Object> @Nullable ReplyRef<R> replyTo(Request<R> request) {
        return (ReplyRef<R>) replies.get(request);
    }

    /** The news of this actor's end, waited for. */
    @Nullable
    Terminated terminated(ActorRef<?> actor, Duration patience) {
        waiting.until(() -> endOf(actor) != null, patience);
        return endOf(actor);
    }

    private synchronized @Nullable Terminated endOf(ActorRef<?> actor) {
        return ends.stream()
                .filter(news -> news.actor().path().equals(actor.path()))
                .findFirst()
                .orElse(null);
    }
}
