package io.nact.jfr;

import io.nact.path.ActorPath;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

@Name("io.nact.ActorCrashed")
@Label("Actor Crashed")
@Description("Failure of an actor that its supervision decides about")
@Category("nact")
@StackTrace(false) // the interesting one is the failure's
final class ActorCrashed extends Event {

    @Label("Actor Type")
    @Nullable
    String actorType;

    @Label("Actor")
    @Description("Path of the actor")
    @Nullable
    String actor;

    @Label("Message")
    @Description("Type of the message in hand; none if the actor failed to start")
    @Nullable
    String message;

    @Label("Exception")
    @Nullable
    Class<?> exception;

    @Label("Exception Message")
    @Nullable
    String exceptionMessage;

    @Label("Thrown At")
    @Description("Innermost frame of the exception's stack")
    @Nullable
    String thrownAt;

    void of(String type, ActorPath path, @Nullable String messageType, Throwable cause) {
        StackTraceElement[] stack = cause.getStackTrace();
        actorType = type;
        actor = path.toString();
        message = messageType;
        exception = cause.getClass();
        exceptionMessage = cause.getMessage();
        thrownAt = stack.length == 0 ? null : stack[0].toString();
    }
}
