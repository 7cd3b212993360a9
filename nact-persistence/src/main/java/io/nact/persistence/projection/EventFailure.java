package io.nact.persistence.projection;

/** An event could not be read or handled. Its message names the event and what went wrong, and nothing that is in it. */
final class EventFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final long position;

    EventFailure(EventMetadata event, String type, Throwable cause) {
        super(
                "event %d of %s ('%s') at position %d: %s"
                        .formatted(event.sequenceNr(), event.id(), type, event.position(), FailureText.of(cause)),
                cause);
        this.position = event.position();
    }

    long position() {
        return position;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
