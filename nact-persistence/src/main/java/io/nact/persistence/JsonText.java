package io.nact.persistence;

import io.nact.persistence.journal.Payload;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The mapper, with its failures told without what was in the event: Jackson's own messages quote it, and so may those of a
 * class that refuses its arguments.
 */
record JsonText(JsonMapper mapper) {

    String write(Object value, Registration as) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JacksonException | StackOverflowError failure) {
            throw new EventFormatException("%s cannot be written as JSON: %s".formatted(as, reason(failure)), null);
        }
    }

    <T> T read(Payload payload, Class<T> type) {
        return reading(payload.type(), payload.version(), type, () -> mapper.readValue(payload.json(), type));
    }

    <T> T read(Upcaster.TypedNode node, Class<T> type) {
        return reading(node.type(), node.version(), type, () -> mapper.treeToValue(node.node(), type));
    }

    ObjectNode tree(Payload payload) {
        return read(payload, ObjectNode.class);
    }

    private static <T> T reading(String alias, int version, Class<T> type, Supplier<T> read) {
        T value;
        try {
            value = read.get();
        } catch (JacksonException | StackOverflowError failure) {
            throw new EventFormatException(
                    "'%s' v%d cannot be read as %s: %s".formatted(alias, version, type.getName(), reason(failure)),
                    null);
        }
        if (value == null) {
            throw new EventFormatException(
                    "'%s' v%d cannot be read as %s: it is null".formatted(alias, version, type.getName()), null);
        }
        return value;
    }

    /** The kind of failure, the place, and the kind of what is behind it. */
    private static String reason(Throwable failure) {
        StringBuilder reason = new StringBuilder(failure.getClass().getSimpleName());
        if (failure instanceof JacksonException json && !json.getPath().isEmpty()) {
            reason.append(" at ")
                    .append(json.getPath().stream().map(JsonText::step).collect(Collectors.joining(".")));
        }
        if (failure.getCause() != null) {
            reason.append(", because of ").append(failure.getCause().getClass().getName());
        }
        return reason.toString();
    }

    private static String step(JacksonException.Reference step) {
        return step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName();
    }
}
