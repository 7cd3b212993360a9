package io.nact.path;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Percent-encoding that gives every string back, also the empty one, the dots and unpaired surrogates.
 *
 * <p>The unreserved characters of RFC 3986 stand as they are, all else as the bytes of generalised UTF-8 (WTF-8, which
 * writes an unpaired surrogate as three bytes). The empty name is a lone {@code %}; a name of dots only is encoded
 * whole, for a dot segment has a meaning of its own in a URI.
 */
final class PathEncoding {

    private static final String EMPTY = "%";

    private static final String UNRESERVED = "-._~$";

    private PathEncoding() {}

    static String encode(String name) {
        if (name.isEmpty()) {
            return EMPTY;
        }
        boolean onlyDots = name.chars().allMatch(c -> c == '.');
        StringBuilder encoded = new StringBuilder(name.length());
        name.codePoints().forEach(c -> {
            if (!onlyDots && isUnreserved(c)) {
                encoded.append((char) c);
            } else {
                for (byte b : bytes(c)) {
                    encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
                }
            }
        });
        return encoded.toString();
    }

    static String decode(String element) {
        if (element.equals(EMPTY)) {
            return "";
        }
        if (element.isEmpty()) {
            throw new IllegalArgumentException(
                    "An actor path has no empty element; the empty name is written as " + EMPTY);
        }
        StringBuilder name = new StringBuilder(element.length());
        int at = 0;
        while (at < element.length()) {
            char c = element.charAt(at);
            if (c != '%') {
                name.append(c);
                at++;
                continue;
            }
            int first = hexByte(element, at);
            int length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
            int codePoint = length == 1 ? first : first & (0x7F >> length);
            for (int i = 1; i < length; i++) {
                codePoint = codePoint << 6 | hexByte(element, at + 3 * i) & 0x3F;
            }
            if (!Character.isValidCodePoint(codePoint)) {
                throw new IllegalArgumentException("'%s' is not a percent-encoded name".formatted(element));
            }
            name.appendCodePoint(codePoint);
            at += 3 * length;
        }
        return name.toString();
    }

    private static int hexByte(String element, int at) {
        if (at + 3 > element.length() || element.charAt(at) != '%') {
            throw new IllegalArgumentException("'%s' is not a percent-encoded name".formatted(element));
        }
        return HexFormat.fromHexDigits(element, at + 1, at + 3);
    }

    private static boolean isUnreserved(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || UNRESERVED.indexOf(c) >= 0;
    }

    private static byte[] bytes(int codePoint) {
        if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
            return new byte[] {
                (byte) (0xE0 | codePoint >> 12), (byte) (0x80 | codePoint >> 6 & 0x3F), (byte) (0x80 | codePoint & 0x3F)
            };
        }
        return Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
    }
}
