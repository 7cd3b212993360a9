package io.nact;

/** The message is outside the actor's protocol; it was not queued, or no handler took it. */
public class UnhandledMessageException extends ActorException {

    private static final long serialVersionUID = 1L;

    public UnhandledMessageException(String message) {
        super(message);
    }
}
