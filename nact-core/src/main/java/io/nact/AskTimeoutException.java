package io.nact;

/** An ask got no reply in time. The message names the target, the type of the message, how long it waited and how long it was being handled. */
public class AskTimeoutException extends ActorException {

    private static final long serialVersionUID = 1L;

    public AskTimeoutException(String message) {
        super(message);
    }
}
