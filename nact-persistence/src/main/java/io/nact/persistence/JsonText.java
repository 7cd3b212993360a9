package io.nact.persistence;

import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistenceException;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The mapper, and what the codec does to its JSON, with their failures told without what was in the event: Jackson's own messages quote it, and so may those of a
 * class that refuses its arguments.
 */
record JsonText(JsonMapper mapper, PayloadCodec codec) {

    String write(Object value, Registration as) {
        String json;
        try {
            json = withoutUnpairedSurrogates(mapper.writeValueAsString(value));
        } catch (JacksonException | StackOverflowError failure) {
            throw new EventFormatException("%s cannot be written as JSON: %s".formatted(as, reason(failure)), null);
        }
        return coding(as, () -> codec.encode(value, json));
    }

    <T> T read(Payload payload, Class<T> type) {
        String json = coding(payload, () -> codec.decode(payload));
        return reading(payload.type(), payload.version(), type, () -> mapper.readValue(json, type));
    }

    <T> T read(Upcaster.TypedNode node, Class<T> type) {
        return reading(node.type(), node.version(), type, () -> mapper.treeToValue(node.node(), type));
    }

    ObjectNode tree(Payload payload) {
        return read(payload, ObjectNode.class);
    }

    /** A codec's own exceptions may quote what they are about; those of the store do not. */
    private static String coding(Object what, Supplier<String> code) {
        try {
            return code.get();
        } catch (PersistenceException told) {
            throw told;
        } catch (RuntimeException failure) {
            throw new EventFormatException(
                    "The codec threw %s at %s".formatted(failure.getClass().getName(), what), null);
        }
    }

    /** In UTF-8 there are none: each driver would make something else of them. In JSON they can be written as escapes. */
    private static String withoutUnpairedSurrogates(String json) {
        StringBuilder escaped = null;
        int copied = 0;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < json.length() && Character.isLowSurrogate(json.charAt(i + 1))) {
                i++;
                continue;
            }
            escaped = escaped == null ? new StringBuilder(json.length() + 8) : escaped;
            escaped.append(json, copied, i).append("\\u").append(HexFormat.of().toHexDigits(c));
            copied = i + 1;
        }
        return escaped == null
                ? json
                : escaped.append(json, copied, json.length()).toString();
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
