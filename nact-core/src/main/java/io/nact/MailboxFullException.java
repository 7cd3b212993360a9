package io.nact;

/** The actor's mailbox holds as many messages as it may; the message was not queued. */
public class MailboxFullException extends ActorException {

    private static final long serialVersionUID = 1L;

    public MailboxFullException(String message) {
        super(message);
    }
}
