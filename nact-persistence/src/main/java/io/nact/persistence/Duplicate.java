package io.nact.persistence;

import io.nact.Request;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.type.TypeFactory;

/**
 * A command that has been processed before.
 *
 * @param command the command as it came now
 * @param sequenceNr the number that it led to
 */
record Duplicate<M>(M command, long sequenceNr) {

    private static final TypeFactory TYPES = TypeFactory.createDefaultInstance();

    /**
     * Answers whoever asks, if nobody has said how. Who wants to know no more than that it has been processed hears that when
     * the turn ends.
     */
    void answer(PersistentContext<M> context) {
        if (command instanceof Request<?> request && !isAboutNothing(request)) {
            context.replyTo(request)
                    .fail(new AlreadyProcessedException(
                            "'%s' has processed this %s before, which led to number %d. Say with onDuplicate what is answered then"
                                    .formatted(
                                            context.persistenceId(),
                                            command.getClass().getSimpleName(),
                                            sequenceNr)));
        }
    }

    private static boolean isAboutNothing(Request<?> request) {
        JavaType[] reply = TYPES.constructType(request.getClass()).findTypeParameters(Request.class);
        return reply.length == 1 && reply[0].hasRawClass(Void.class);
    }
}
