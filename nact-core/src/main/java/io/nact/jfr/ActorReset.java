package io.nact.jfr;

import io.nact.path.ActorPath;
import java.util.function.Supplier;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

@Name("io.nact.ActorReset")
@Label("Actor Reset")
@Description(
        "Reset of an actor, from the end of its last turn until it has begun its next life: the end of its children included")
@Category("nact")
@StackTrace(false) // always the engine's
final class ActorReset extends Event implements FlightLog.Resetting {

    @Label("Actor Type")
    @Nullable
    String actorType;

    @Label("Actor")
    @Description("Path of the actor")
    @Nullable
    String actor;

    @Label("Life")
    @Description("Number of the life that has begun, from 1 on")
    int life;

    @Label("Exception")
    @Description("What the actor had crashed with; none if somebody else's crash, or its own child's, led to the reset")
    @Nullable
    Class<?> exception;

    @Override
    public void ends(String type, Supplier<ActorPath> path, int number, @Nullable Throwable cause) {
        end();
        if (shouldCommit()) {
            actorType = type;
            actor = path.get().toString();
            life = number;
            exception = cause == null ? null : cause.getClass();
            commit();
        }
    }
}
