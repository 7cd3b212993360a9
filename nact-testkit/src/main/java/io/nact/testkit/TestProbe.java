package io.nact.testkit;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.ReplyRef;
import io.nact.Request;
import io.nact.Terminated;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An actor that keeps what it is told, for a test to expect. Each message is expected once, in the order of arrival; an
 * expectation waits for it, and what fails says what came and what waits. Requests stay unanswered until the test
 * {@linkplain #replyTo replies}.
 *
 * @param <M> the messages that the probe takes
 */
public final class TestProbe<M> {

    /** How long an expectation waits unless told. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration SILENCE = Duration.ofMillis(100);

    private final ProbeInbox inbox;

    private final ActorRef<Object> actor;

    private final Waiting waiting;

    private final Duration patience;

    private TestProbe(ProbeInbox inbox, ActorRef<Object> actor, Waiting waiting, Duration patience) {
        this.inbox = inbox;
        this.actor = actor;
        this.waiting = waiting;
        this.patience = patience;
    }

    static <M> TestProbe<M> spawn(ActorSystem system, String name, Waiting waiting) {
        ProbeInbox inbox = new ProbeInbox(waiting);
        return new TestProbe<>(inbox, system.spawn(name, inbox.behavior()), waiting, PATIENCE);
    }

    /** A probe in this system, which must run on threads. For systems that no {@link ActorTestKit} has made. */
    public static <M> TestProbe<M> in(ActorSystem system, String name) {
        return spawn(system, name, new Waiting.OnThreads());
    }

    /** Where to send what the probe is to keep. */
    @SuppressWarnings("unchecked") // it keeps anything
    public ActorRef<M> ref() {
        return (ActorRef<M>) (ActorRef<?>) actor;
    }

    /** The same probe with another patience, 5 seconds unless told: {@code probe.within(ofMillis(50)).expectMessage(…)}. */
    public TestProbe<M> within(Duration patience) {
        return new TestProbe<>(inbox, actor, waiting, patience);
    }

    /** The next message. */
    public M receive() {
        return next("a message");
    }

    /** The next so many messages; the patience is for each. */
    public List<M> receive(int messages) {
        List<M> received = new ArrayList<>();
        for (int i = 1; i <= messages; i++) {
            received.add(next("message %d of %d".formatted(i, messages)));
        }
        return received;
    }

    /** The next message, which must equal this one. */
    public M expectMessage(M expected) {
        M message = next(String.valueOf(expected));
        if (!Objects.equals(message, expected)) {
            throw unexpected(String.valueOf(expected), message);
        }
        return message;
    }

    /** The next messages, which must equal these, in this order. */
    @SafeVarargs
    public final List<M> expectMessages(M... expected) {
        List<M> messages = new ArrayList<>();
        for (M one : expected) {
            messages.add(expectMessage(one));
        }
        return messages;
    }

    /** The next message, which must be of this type. */
    public <T extends M> T expectMessageType(Class<T> type) {
        M message = next("a " + type.getSimpleName());
        if (!type.isInstance(message)) {
            throw unexpected("a " + type.getSimpleName(), message);
        }
        return type.cast(message);
    }

    /** The next message, for which this must be true; {@code what} says in the failure what was expected. */
    public M expectMessage(String what, Predicate<? super M> expected) {
        M message = next(what);
        if (!expected.test(message)) {
            throw unexpected(what, message);
        }
        return message;
    }

    /** The next message, which must satisfy these assertions. */
    public M expectMessageSatisfying(Consumer<? super M> requirements) {
        M message = next("a message that satisfies the requirements");
        try {
            requirements.accept(message);
        } catch (AssertionError unsatisfied) {
            AssertionError failure = unexpected("a message that satisfies the requirements", message);
            failure.initCause(unsatisfied);
            throw failure;
        }
        return message;
    }

    /** Skips messages until one is of this type. The patience is for each. */
    public <T extends M> T fishFor(Class<T> type) {
        return type.cast(fishFor("a " + type.getSimpleName(), type::isInstance));
    }

    /** Skips messages until this is true of one. The patience is for each. */
    public M fishFor(String what, Predicate<? super M> wanted) {
        List<Object> skipped = new ArrayList<>();
        for (; ; ) {
            Object message = inbox.poll(patience);
            if (message == null) {
                throw new AssertionError(
                        "%s expected %s within %s and got only %s".formatted(actor.path(), what, patience, skipped));
            }
            if (wanted.test(cast(message))) {
                return cast(message);
            }
            skipped.add(message);
        }
    }

    /** No message must come for 100 ms. */
    public void expectNoMessage() {
        expectNoMessage(SILENCE);
    }

    /** No message must come in this time. */
    public void expectNoMessage(Duration time) {
        Object message = inbox.poll(time);
        if (message != null) {
            throw unexpected("no message", cast(message));
        }
    }

    /** What has come and has not been expected yet. */
    @SuppressWarnings("unchecked") // what the reference takes
    public List<M> queued() {
        return (List<M>) inbox.queued();
    }

    /**
     * Where to send the answer to a request that the probe has received.
     *
     * @throws AssertionError if it has not received this very object
     */
    public <R extends @Nullable Object> ReplyRef<R> replyTo(Request<R> request) {
        ReplyRef<R> reply = inbox.replyTo(request);
        if (reply == null) {
            throw new AssertionError(
                    "%s has not received %s, so that it cannot reply".formatted(actor.path(), request));
        }
        return reply;
    }

    /**
     * Forgets all that it has been told so far, whether or not it has been expected. Requests that the test has not
     * answered fail, so that nobody waits for them any longer.
     *
     * @throws AssertionError if what waits in the probe's mailbox is not handled within 5 seconds
     */
    public void reset() {
        CompletableFuture<Boolean> reset = actor.ask(new ProbeInbox.Reset());
        reset.whenComplete((done, failure) -> waiting.arrived());
        if (!waiting.until(reset::isDone, PATIENCE)) {
            throw new AssertionError("%s was not reset within %s".formatted(actor.path(), PATIENCE));
        }
    }

    /** Begins to watch an actor, for {@link #expectTerminated}. */
    public void watch(ActorRef<?> watched) {
        actor.tell(new ProbeInbox.Watch(watched));
    }

    /** The end of an actor, which may have come before. Unless it was watched before, the reason is then not known. */
    public Terminated expectTerminated(ActorRef<?> watched) {
        watch(watched);
        Terminated news = inbox.terminated(watched, patience);
        if (news == null) {
            throw new AssertionError("%s expected the end of %s within %s; queued: %s"
                    .formatted(actor.path(), watched.path(), patience, queued()));
        }
        return news;
    }

    private M next(String what) {
        Object message = inbox.poll(patience);
        if (message == null) {
            throw new AssertionError("%s expected %s within %s and got nothing; received before: %s"
                    .formatted(actor.path(), what, patience, inbox.expectedBefore()));
        }
        return cast(message);
    }

    private AssertionError unexpected(String expected, M message) {
        return new AssertionError("%s expected %s and got %s (%s); queued behind it: %s"
                .formatted(actor.path(), expected, message, message.getClass().getName(), queued()));
    }

    @SuppressWarnings("unchecked") // what the reference takes
    private M cast(Object message) {
        return (M) message;
    }

    @Override
    public String toString() {
        return "TestProbe(%s, queued: %s)".formatted(actor.path(), queued());
    }
}
