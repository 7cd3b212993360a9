package io.nact.jfr;

import io.nact.path.ActorPath;
import java.util.function.Supplier;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

@Name("io.nact.MessageHandled")
@Label("Message Handled")
@Description("Turn of an actor, from its start to its end: waiting for the stage that the handler returned included")
@Category("nact")
@Threshold("10 ms")
@StackTrace(false) // where the engine is when a turn ends tells nothing
final class MessageHandled extends Event implements FlightLog.Handling {

    @Label("Actor Type")
    @Nullable
    String actorType;

    @Label("Actor")
    @Description("Path of the actor")
    @Nullable
    String actor;

    @Label("Message")
    @Description("Type of the message")
    @Nullable
    String message;

    @Label("Outcome")
    @Description("What came of the message, as in the meter nact.messages")
    @Nullable
    String outcome;

    @Override
    public void ends(String type, Supplier<ActorPath> path, Supplier<String> messageType, String endsAs) {
        end();
        if (shouldCommit()) {
            actorType = type;
            actor = path.get().toString();
            message = messageType.get();
            outcome = endsAs;
            commit();
        }
    }
}
