package io.nact;

/** A turn ended without a reply to its request, and nothing is left that could send one. */
public class NoReplyException extends ActorException {

    private static final long serialVersionUID = 1L;

    public NoReplyException(String message) {
        super(message);
    }
}
