package io.nact.persistence;

import io.nact.persistence.journal.Payload;

/**
 * What happens to JSON on its way into the store and back: the place to encrypt what is personal, component by component or
 * as a whole. It is called for all events and states, also those of snapshots, on the threads of actors and of the store, and
 * must not wait: keys are to be at hand.
 *
 * <p>A {@link io.nact.persistence.journal.JournalUnavailableException} says that it may go better another time, such as when
 * a key is not there yet; any other exception, that the value cannot be written or read.
 */
public interface PayloadCodec {

    /**
     * What is stored.
     *
     * @param value the event or state
     * @param json what the mapper has made of it
     */
    String encode(Object value, String json);

    /**
     * What {@link #encode} has got, or what may be known of it, for the upcasters and the mapper. What was stored before there
     * was a codec comes, too.
     */
    String decode(Payload stored);

    /** Leaves everything as it is. */
    static PayloadCodec none() {
        return PlainCodec.JSON;
    }
}
