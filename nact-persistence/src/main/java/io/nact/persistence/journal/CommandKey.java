package io.nact.persistence.journal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The id of a command as a store keeps it.
 *
 * @param value 1 to 64 visible ASCII characters
 */
public record CommandKey(String value) {

    private static final int LONGEST = 64;

    private static final char DIGEST = '#';

    public CommandKey {
        if (!isPlain(value)) {
            throw new IllegalArgumentException(
                    "The key of a command has 1 to %d visible ASCII characters; CommandKey.of makes one of any text"
                            .formatted(LONGEST));
        }
    }

    /** The key of this id, which may be any text: itself, if it can be a key, or else its digest behind a {@code #}. */
    public static CommandKey of(String id) {
        return new CommandKey(isPlain(id) && id.charAt(0) != DIGEST ? id : DIGEST + digest(id));
    }

    private static boolean isPlain(String text) {
        return !text.isEmpty() && text.length() <= LONGEST && text.chars().allMatch(c -> c > ' ' && c < 127);
    }

    private static String digest(String text) {
        try {
            // Not by a charset: those make one and the same of all unpaired surrogates.
            ByteBuffer characters = ByteBuffer.allocate(text.length() * Character.BYTES);
            characters.asCharBuffer().put(text);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(characters.array());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
