package io.nact.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathEncodingTests {

    static Stream<String> names() {
        return Stream.of(
                "",
                ".",
                "..",
                "...",
                ".a",
                "/",
                "//",
                "a/b",
                "%",
                "%%",
                "%25",
                "%2F",
                " ",
                "\t\n\r\0",
                "me@example.org",
                "a:b=c&d?e#f~g",
                "$user",
                "naïve",
                "日本語",
                "😀",
                "👩‍👩‍👧",
                "\uD83D",
                "\uDE00",
                "\uDE00\uD83D",
                "a\uD800b\uDFFFc",
                "\uD83D\uD83D\uDE00",
                "\u0000",
                "\uFFFF",
                "\uFEFFbom",
                new String(Character.toChars(Character.MAX_CODE_POINT)),
                "x".repeat(10_000),
                "/".repeat(10_000));
    }

    @ParameterizedTest
    @MethodSource("names")
    void givesEveryNameBack(String name) {
        assertThat(PathEncoding.decode(PathEncoding.encode(name))).isEqualTo(name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void writesOnlyWhatMayStandInOneElementOfAUri(String name) {
        assertThat(PathEncoding.encode(name)).isNotEmpty().isNotIn(".", "..").matches("[A-Za-z0-9._~$%-]+");
    }

    @Test
    void givesRandomNamesBackAndKeepsThemApart() {
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            String name = randomName(random);
            String other = randomName(random);
            String encoded = PathEncoding.encode(name);
            assertThat(PathEncoding.decode(encoded)).isEqualTo(name);
            assertThat(PathEncoding.encode(other).equals(encoded)).isEqualTo(other.equals(name));
        }
    }

    @Test
    void leavesPlainNamesReadable() {
        assertThat(PathEncoding.encode("Account-42_a.b~c$1")).isEqualTo("Account-42_a.b~c$1");
        assertThat(PathEncoding.encode("a b")).isEqualTo("a%20b");
        assertThat(PathEncoding.encode("é")).isEqualTo("%C3%A9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%G0", "%1", "a%", "%%", "%E2%82", "%E2%82x", "%F0%9F%98", "%F7%BF%BF%BF"})
    void refusesWhatIsNotEncoded(String element) {
        assertThatIllegalArgumentException().isThrownBy(() -> PathEncoding.decode(element));
    }

    @Test
    void neverFailsWithAnythingElse() {
        Random random = new Random(7);
        String alphabet = "%%%%0189AEFabf./x\uD83D";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder element = new StringBuilder();
            for (int j = random.nextInt(12); j > 0; j--) {
                element.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String decoded;
            try {
                decoded = PathEncoding.decode(element.toString());
            } catch (IllegalArgumentException expected) {
                continue;
            }
            assertThat(PathEncoding.decode(PathEncoding.encode(decoded))).isEqualTo(decoded);
        }
    }

    /** Every UTF-16 unit may occur, with the troublesome ones often. */
    static String randomName(Random random) {
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            switch (random.nextInt(5)) {
                case 0 -> name.append((char) random.nextInt(Character.MAX_VALUE + 1));
                case 1 -> name.append((char) (Character.MIN_SURROGATE + random.nextInt(0x800)));
                case 2 -> name.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
                case 3 -> name.append("./%".charAt(random.nextInt(3)));
                default -> name.append((char) ('a' + random.nextInt(26)));
            }
        }
        return name.toString();
    }
}
