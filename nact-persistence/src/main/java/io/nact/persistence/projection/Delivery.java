package io.nact.persistence.projection;

import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.ProjectionTransaction;
import java.util.List;

/**
 * A stored event on its way to its handlers.
 *
 * @param type its alias
 * @param events what it stands for now
 */
record Delivery(EventMetadata metadata, String type, List<Object> events) {

    long position() {
        return metadata.position();
    }

    void to(Handlers handlers, ProjectionTransaction transaction) throws EventFailure {
        try {
            ErasureHandler erasure = handlers.erasure();
            if (erasure != null && type.equals(Payload.ERASED)) {
                erasure.erased(metadata.id(), transaction);
            }
            for (Object event : events) {
                ProjectionHandler<Object> handler = handlers.of(event.getClass());
                if (handler != null) {
                    handler.handle(event, metadata, transaction);
                }
            }
        } catch (Exception | LinkageError | AssertionError | StackOverflowError failure) {
            throw new EventFailure(metadata, type, failure);
        }
    }
}
