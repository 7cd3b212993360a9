package io.nact.jfr;

import io.nact.path.ActorPath;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

@Name("io.nact.TurnStuck")
@Label("Turn Stuck")
@Description("Turn that keeps its thread for longer than the system's limit; again each time its age has doubled")
@Category("nact")
@StackTrace(false) // it would be the watchdog's
final class TurnStuck extends Event {

    /** As many as a recording keeps of a stack unless told otherwise. */
    private static final int FRAMES = 64;

    @Label("Actor Type")
    @Nullable
    String actorType;

    @Label("Actor")
    @Description("Path of the actor")
    @Nullable
    String actor;

    @Label("Message")
    @Description("Type of the message in hand")
    @Nullable
    String message;

    @Label("Elapsed")
    @Description("How long the turn has lasted")
    @Timespan(Timespan.NANOSECONDS)
    long elapsed;

    @Label("Turn's Thread")
    @Nullable
    Thread turnThread;

    @Label("Stack")
    @Description("Where that thread was, innermost frame first")
    @Nullable
    String stack;

    void of(
            String type,
            ActorPath path,
            String messageType,
            Duration lasted,
            Thread runner,
            List<StackTraceElement> frames) {
        actorType = type;
        actor = path.toString();
        message = messageType;
        elapsed = lasted.toNanos();
        turnThread = runner;
        stack = frames.stream().limit(FRAMES).map(StackTraceElement::toString).collect(Collectors.joining("\n"));
    }
}
