package io.nact.spring.observation;

import io.micrometer.observation.Observation;
import io.nact.TurnObserver.Beginning;
import io.nact.TurnObserver.Outcome;
import io.nact.path.ActorPath;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is known of a turn, for conventions, filters and handlers of its observation. */
public final class TurnObservationContext extends Observation.Context {

    private final String actorType;

    private final String messageName;

    private @Nullable Beginning turn;

    private @Nullable ActorPath path;

    private @Nullable Outcome outcome;

    TurnObservationContext(Beginning turn) {
        this.turn = turn;
        this.actorType = turn.actorType();
        this.messageName = turn.messageName();
    }

    /** The name of the actor's type; for an entity that of its kind. */
    public String getActorType() {
        return actorType;
    }

    /** What the message's class is called, as in the meter {@code nact.messages}: one of a bounded number of names. */
    public String getMessageName() {
        return messageName;
    }

    /** Where the actor is. */
    public ActorPath getPath() {
        ActorPath present = path;
        if (present == null) {
            present = turn().path();
            path = present;
        }
        return present;
    }

    /**
     * What is handled, as it was sent.
     *
     * @throws IllegalStateException once the observation has stopped, which lets go of it
     */
    public Object getMessage() {
        return turn().message();
    }

    /** What came of the message; null until the turn ends. */
    public @Nullable Outcome getOutcome() {
        return outcome;
    }

    private Beginning turn() {
        Beginning present = turn;
        if (present == null) {
            throw new IllegalStateException(
                    "This turn of a %s is over, and its message let go of: read it before the observation stops"
                            .formatted(actorType));
        }
        return present;
    }

    void endsWith(Outcome ended) {
        outcome = Objects.requireNonNull(ended);
    }

    /**
     * Forgets what the turn had and where it came from. What it has sent holds on to it; one turn that leads to the next
     * for ever would else keep them all.
     */
    void letGo() {
        turn = null;
        setParentObservation(null);
    }
}
