package io.nact.persistence.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name under which the events of one actor are kept: a type, and an id among the actors of that type.
 *
 * <p>Any string is an id. {@link #key()} is what a store keeps: type and id with a bar between them, at most 255 bytes. In
 * it, {@code %}, control characters, unpaired surrogates and a blank at the end stand as {@code %} and four digits; a longer
 * key ends in {@code %#} and the digest of the whole. Two ids never share a key.
 */
public final class PersistenceId {

    private static final int LONGEST_KEY = 255;

    private static final int LONGEST_TYPE = 100;

    private static final int SLICES = 1024;

    private static final Pattern DIGEST = Pattern.compile("%#[0-9a-f]{64}$");

    private static final Pattern ESCAPED = Pattern.compile("%([0-9A-F]{4})");

    private final String type;

    private final String id;

    private final String key;

    private PersistenceId(String type, String id, String key) {
        this.type = type;
        this.id = id;
        this.key = key;
    }

    /**
     * The id of this type.
     *
     * @throws IllegalArgumentException unless the type has 1 to 100 letters, digits, dots, dashes and underscores
     */
    public static PersistenceId of(String type, String id) {
        if (type.isEmpty() || type.length() > LONGEST_TYPE || !type.chars().allMatch(PersistenceId::isPlain)) {
            throw new IllegalArgumentException(
                    "The type of a persistent actor has 1 to %d letters, digits, dots, dashes and underscores, not '%s'"
                            .formatted(LONGEST_TYPE, type));
        }
        String whole = type + '|' + escaped(id);
        return new PersistenceId(type, id, bytes(whole).length <= LONGEST_KEY ? whole : shortened(whole));
    }

    /**
     * The id that is kept under this key. Of one that was too long for its key nobody knows the end: its {@link #id} is what
     * the key has of it.
     *
     * @throws IllegalArgumentException if nothing is kept under such a key
     */
    public static PersistenceId ofKey(String key) {
        int bar = key.indexOf('|');
        if (bar < 1) {
            throw new IllegalArgumentException(
                    "A key is a type and an id with a bar between them, not '%s'".formatted(key));
        }
        String rest = key.substring(bar + 1);
        return new PersistenceId(key.substring(0, bar), DIGEST.matcher(rest).find() ? rest : unescaped(rest), key);
    }

    /** The type. */
    public String type() {
        return type;
    }

    /** The id among the actors of the type. */
    public String id() {
        return id;
    }

    /** What a store keeps it under. */
    public String key() {
        return key;
    }

    /** A number from 0 to 1023, the same on every machine, by which the events of many ids can be parted. */
    public int slice() {
        return Math.floorMod(key.hashCode(), SLICES);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PersistenceId that && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    /** The key. */
    @Override
    public String toString() {
        return key;
    }

    private static boolean isPlain(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "._-".indexOf(c) >= 0;
    }

    private static String escaped(String id) {
        int end = id.length() - 1;
        StringBuilder escaped = new StringBuilder(id.length());
        for (int i = 0; i <= end; i++) {
            char c = id.charAt(i);
            boolean paired = Character.isHighSurrogate(c) && i < end && Character.isLowSurrogate(id.charAt(i + 1));
            if (paired) {
                escaped.append(c).append(id.charAt(++i));
            } else if (c == '%' || Character.isISOControl(c) || Character.isSurrogate(c) || c == ' ' && i == end) {
                escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static String unescaped(String rest) {
        return ESCAPED.matcher(rest)
                .replaceAll(found ->
                        Matcher.quoteReplacement(String.valueOf((char) HexFormat.fromHexDigits(found.group(1)))));
    }

    private static String shortened(String whole) {
        String digest = HexFormat.of().formatHex(sha256(bytes(whole)));
        int room = LONGEST_KEY - digest.length() - 2;
        int end = 0;
        int used = 0;
        while (true) {
            int c = whole.codePointAt(end);
            used += bytes(Character.toString(c)).length;
            if (used > room) {
                return whole.substring(0, end) + "%#" + digest;
            }
            end += Character.charCount(c);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
