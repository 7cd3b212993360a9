package io.nact.metrics;

/**
 * Something that happens to the actors of one type, and is counted: each time, from the start of the system. Names of
 * classes are simple ones; of each kind so many are told apart for a type, and what is beyond that is in {@link #OTHER}.
 */
public sealed interface Counted {

    /** The name for what is not told apart any more. */
    String OTHER = "other";

    /** Messages of one type ended so. */
    record Messages(String message, Outcome outcome) implements Counted {}

    /** Actors crashed with this exception, in a turn or when they started. */
    record Crashes(String exception) implements Counted {}

    /** Actors were reset because of this exception, or without one of their own: then it is {@link #NONE}. */
    record Resets(String exception) implements Counted {

        /** In the place of an exception. */
        public static final String NONE = "none";
    }
}
