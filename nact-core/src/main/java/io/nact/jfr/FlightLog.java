package io.nact.jfr;

import io.nact.path.ActorPath;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the JDK's flight recorder what happens to actors. It costs a look at a flag while nobody records; paths, and
 * the names of messages, are asked for only if somebody does. Any thread.
 */
public abstract sealed class FlightLog permits JdkFlightLog, FlightLog.Absent {

    private static final FlightLog OF_THIS_JVM = isAvailable() ? new JdkFlightLog() : new Absent();

    FlightLog() {}

    /** The one of this JVM. Where the runtime has no flight recorder, it tells nobody. */
    public static FlightLog ofThisJvm() {
        return OF_THIS_JVM;
    }

    /** Whether the runtime has the module, which may be missing from one that was made for an application. */
    private static boolean isAvailable() {
        try {
            Class.forName("jdk.jfr.Event", false, FlightLog.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError missing) {
            return false;
        }
    }

    /** Whether anybody can ever record. */
    public abstract boolean isPresent();

    /** A turn begins now; null if nobody records turns. */
    public abstract @Nullable Handling handling();

    /**
     * An actor has crashed.
     *
     * @param type the name of the actor's type
     * @param message the name of what was in hand, or null if it failed to start
     */
    public abstract void crashed(String type, Supplier<ActorPath> actor, @Nullable String message, Throwable cause);

    /** An actor is about to be reset; null if nobody records that. */
    public abstract @Nullable Resetting resetting();

    /**
     * A mailbox has no room for a message.
     *
     * @param message the name of the message that is not handled
     * @param dropped whether the mailbox drops messages then, and does not refuse them
     */
    public abstract void mailboxFull(
            String type, Supplier<ActorPath> actor, Supplier<String> message, boolean dropped, int capacity);

    /** A turn does not end: it has lasted so long, and its thread is there, innermost frame first. */
    public abstract void stuck(
            String type,
            Supplier<ActorPath> actor,
            String message,
            Duration elapsed,
            Thread thread,
            List<StackTraceElement> stack);

    /** A turn that has begun. */
    public interface Handling {

        /** It has ended now, on any thread. */
        void ends(String type, Supplier<ActorPath> actor, Supplier<String> message, String outcome);
    }

    /** A reset that has begun. */
    public interface Resetting {

        /**
         * The actor has begun its next life.
         *
         * @param life the number of that life, from 1 on
         * @param cause the crash that led to it, if it was one of its own
         */
        void ends(String type, Supplier<ActorPath> actor, int life, @Nullable Throwable cause);
    }

    /** Of a runtime without a flight recorder. */
    static final class Absent extends FlightLog {

        @Override
        public boolean isPresent() {
            return false;
        }

        @Override
        public @Nullable Handling handling() {
            return null;
        }

        @Override
        public void crashed(String type, Supplier<ActorPath> actor, @Nullable String message, Throwable cause) {}

        @Override
        public @Nullable Resetting resetting() {
            return null;
        }

        @Override
        public void mailboxFull(
                String type, Supplier<ActorPath> actor, Supplier<String> message, boolean dropped, int capacity) {}

        @Override
        public void stuck(
                String type,
                Supplier<ActorPath> actor,
                String message,
                Duration elapsed,
                Thread thread,
                List<StackTraceElement> stack) {}
    }
}
