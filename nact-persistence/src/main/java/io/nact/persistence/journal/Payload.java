package io.nact.persistence.journal;

/**
 * A value as it is stored: what it is, and JSON. Its {@link #toString} leaves the JSON out, for what people said to an actor
 * belongs neither into a log nor into an error message.
 *
 * @param type the registered alias of its class, never the class's name
 * @param version the version of that alias, from 1
 * @param json the value
 */
public record Payload(String type, int version, String json) {

    /** The type of the event that says that all before it has been erased. */
    public static final String ERASED = "$erased";

    /** What is left of an event that has been erased, so that nobody else gets its number. */
    public static final Payload BLANK = new Payload("$blank", 1, "{}");

    public Payload {
        if (type.isEmpty() || type.length() > 255) {
            throw new IllegalArgumentException("An alias has 1 to 255 characters, not " + type.length());
        }
        if (version < 1) {
            throw new IllegalArgumentException("Versions of '%s' begin with 1, not %d".formatted(type, version));
        }
    }

    /** Whether it says something about its stream and is nobody's event: its type begins with {@code $}. */
    public boolean isMarker() {
        return type.charAt(0) == '$';
    }

    @Override
    public String toString() {
        return "%s v%d (%d characters)".formatted(type, version, json.length());
    }
}
