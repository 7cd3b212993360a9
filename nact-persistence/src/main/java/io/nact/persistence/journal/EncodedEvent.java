package io.nact.persistence.journal;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event to be appended; its number follows from its place in the batch.
 *
 * @param payload what happened
 * @param metadata JSON about it (trace, causation, the user's own keys), at most 4000 characters
 * @param tags by which projections choose; without bars, at most 1000 characters together with one bar for each and one more
 */
public record EncodedEvent(Payload payload, @Nullable String metadata, Set<String> tags) {

    private static final int LONGEST_METADATA = 4000;

    private static final int LONGEST_TAGS = 1000;

    public EncodedEvent {
        tags = Set.copyOf(tags);
        int length = 1;
        for (String tag : tags) {
            if (tag.isBlank() || tag.indexOf('|') >= 0) {
                throw new IllegalArgumentException(
                        "A tag of '%s' is blank or has a bar, by which tags are told apart".formatted(payload.type()));
            }
            length += tag.length() + 1;
        }
        if (length > LONGEST_TAGS) {
            throw new IllegalArgumentException("The %d tags of one '%s' are longer than %d characters"
                    .formatted(tags.size(), payload.type(), LONGEST_TAGS));
        }
        if (metadata != null && metadata.length() > LONGEST_METADATA) {
            throw new IllegalArgumentException("The metadata of one '%s' has %d characters; at most %d are stored"
                    .formatted(payload.type(), metadata.length(), LONGEST_METADATA));
        }
    }

    /** Without metadata and tags. */
    public static EncodedEvent of(Payload payload) {
        return new EncodedEvent(payload, null, Set.of());
    }
}
