package io.nact.jfr;

import io.nact.path.ActorPath;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Of a runtime with a flight recorder. */
/*
 * The probes are never committed. Whether an event is enabled is the same for all of its class, so that one object can be
 * asked for ever and none is made per message; until somebody records the JVM answers no without loading its recorder,
 * which asking for the event's type would do.
 */
final class JdkFlightLog extends FlightLog {

    private static final MessageHandled HANDLED = new MessageHandled();

    private static final ActorReset RESET = new ActorReset();

    private static final MailboxFull FULL = new MailboxFull();

    private final Throttle refusals = new Throttle();

    @Override
    public boolean isPresent() {
        return true;
    }

    @Override
    public @Nullable Handling handling() {
        if (!HANDLED.isEnabled()) {
            return null;
        }
        MessageHandled event = new MessageHandled();
        event.begin();
        return event;
    }

    @Override
    public void crashed(String type, Supplier<ActorPath> actor, @Nullable String message, Throwable cause) {
        ActorCrashed event = new ActorCrashed();
        if (event.shouldCommit()) {
            event.of(type, actor.get(), message, cause);
            event.commit();
        }
    }

    @Override
    public @Nullable Resetting resetting() {
        if (!RESET.isEnabled()) {
            return null;
        }
        ActorReset event = new ActorReset();
        event.begin();
        return event;
    }

    @Override
    public void mailboxFull(
            String type, Supplier<ActorPath> actor, Supplier<String> message, boolean dropped, int capacity) {
        if (!FULL.isEnabled()) {
            return;
        }
        long left = refusals.admit(System.nanoTime());
        if (left == Throttle.KEPT_BACK) {
            return;
        }
        MailboxFull event = new MailboxFull();
        event.of(type, actor.get(), message.get(), dropped, capacity, left);
        event.commit();
    }

    @Override
    public void stuck(
            String type,
            Supplier<ActorPath> actor,
            String message,
            Duration elapsed,
            Thread thread,
            List<StackTraceElement> stack) {
        TurnStuck event = new TurnStuck();
        if (event.shouldCommit()) {
            event.of(type, actor.get(), message, elapsed, thread, stack);
            event.commit();
        }
    }
}
