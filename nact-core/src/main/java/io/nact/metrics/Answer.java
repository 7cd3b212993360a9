package io.nact.metrics;

/** How an ask has ended for the asker. */
public enum Answer {
    /** With a reply. */
    REPLY("reply"),
    /** With the handler's exception. */
    ERROR("error"),
    /** Nobody answered in time. */
    TIMEOUT("timeout"),
    /** The actor had stopped, or stopped before it answered. */
    STOPPED("stopped"),
    /** There was no room for the message. */
    FULL("full"),
    /** The message is outside the actor's protocol. */
    UNHANDLED("unhandled"),
    /** The turn ended without a reply. */
    NO_REPLY("no_reply"),
    /** The asker gave up. */
    CANCELLED("cancelled");

    private final String label;

    Answer(String label) {
        this.label = label;
    }

    /** As meters name it. */
    public String label() {
        return label;
    }
}
