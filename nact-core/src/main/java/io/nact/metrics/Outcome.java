package io.nact.metrics;

/**
 * How the sending of a message to an actor has ended. Each ends in one of these ways; until then the message waits, is
 * stashed, or is in hand.
 */
public enum Outcome {
    /** Its turn ended well. A message that was forwarded has ended well here, and is another one there. */
    HANDLED("handled"),
    /** Its turn ended with an exception that was the asker's answer, and no crash. */
    ERROR("error"),
    /** Its turn ended with an exception that crashed the actor, or was abandoned. */
    CRASH("crash"),
    /** A dead letter: the receiver had stopped, or stopped before its turn. */
    STOPPED("stopped"),
    /** A dead letter: there was no room for it. */
    FULL("full"),
    /** A dead letter: an overflow policy made room for a newer message. */
    DROPPED("dropped"),
    /** A dead letter: the asker's deadline had passed before its turn. */
    EXPIRED("expired"),
    /** A dead letter: the asker cancelled before its turn. */
    CANCELLED("cancelled"),
    /** A dead letter: it is outside the receiver's protocol. */
    UNHANDLED("unhandled");

    private final String label;

    Outcome(String label) {
        this.label = label;
    }

    /** As meters name it. */
    public String label() {
        return label;
    }

    /** Whether no handler came to the end with it. */
    public boolean isDeadLetter() {
        return compareTo(STOPPED) >= 0;
    }
}
