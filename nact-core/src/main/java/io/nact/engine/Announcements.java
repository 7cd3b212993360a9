package io.nact.engine;

import io.nact.event.ActorEvent;
import io.nact.event.EventBus;
import io.nact.jfr.FlightLog;
import org.jspecify.annotations.Nullable;

/**
 * Remembers crashes, and tells the event bus what happens to actors, if anybody wants to know, and the flight recorder of
 * crashes. Of the root, which is nobody's actor, it says nothing.
 */
final class Announcements {

    private final EventBus events;

    private final Failures failures;

    private final FlightLog flightLog;

    Announcements(EventBus events, Failures failures, FlightLog flightLog) {
        this.events = events;
        this.failures = failures;
        this.flightLog = flightLog;
    }

    private boolean wants(Class<? extends ActorEvent> type, Cell<?> actor) {
        return events.wants(type) && actor.parent() != null;
    }

    /** It has begun its first life, or a further one. */
    void begun(Cell<?> actor, boolean first) {
        if (first && wants(ActorEvent.Started.class, actor)) {
            events.publish(new ActorEvent.Started(actor.path()));
        } else if (!first && wants(ActorEvent.Reset.class, actor)) {
            events.publish(new ActorEvent.Reset(actor.path()));
        }
    }

    void crashed(Cell<?> actor, @Nullable Object message, Throwable cause) {
        failures.add(actor.path(), message, cause);
        String inHand = message == null ? null : ClassNames.of(message.getClass());
        flightLog.crashed(actor.stats().type(), actor::path, inHand, cause);
        if (wants(ActorEvent.Crashed.class, actor)) {
            events.publish(new ActorEvent.Crashed(actor.path(), message, cause));
        }
    }

    /** It has ended, by passivation or for good. */
    void ended(Cell<?> actor, boolean passivated) {
        if (passivated && wants(ActorEvent.Passivated.class, actor)) {
            events.publish(new ActorEvent.Passivated(actor.path()));
        } else if (!passivated && wants(ActorEvent.Stopped.class, actor)) {
            events.publish(new ActorEvent.Stopped(actor.path()));
        }
    }
}
