package io.nact.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text can be told from what is behind it, as the level AA of the Web Content Accessibility Guidelines asks. */
class ContrastTests {

    private static final double ENOUGH = 4.5;

    private static final Pattern COLOR = Pattern.compile("(--[\\w-]+): (#[0-9a-f]{3,6});");

    private static final String STYLE =
            new String(new PageFiles().find("base.css").orElseThrow().content(), StandardCharsets.UTF_8);

    @ParameterizedTest
    @CsvSource({
        "text, bg", "text, surface", "text, raised", "text, accent-pale", "muted, bg", "muted, surface",
                "muted, raised",
        "muted, accent-pale", "accent, surface", "accent, bg", "accent, accent-pale", "good, surface",
                "good, good-pale", "warn, surface",
        "warn, warn-pale", "bad, surface", "bad, bad-pale"
    })
    void textCanBeRead(String text, String behind) {
        Map<String, String> light = colors(":root {");
        Map<String, String> dark = colors(":root[data-theme=\"dark\"] {");

        assertThat(contrast(light, text, behind)).as("light").isGreaterThan(ENOUGH);
        assertThat(contrast(dark, text, behind)).as("dark").isGreaterThan(ENOUGH);
    }

    private static Map<String, String> colors(String selector) {
        int start = STYLE.indexOf(selector);
        return COLOR.matcher(STYLE.substring(start, STYLE.indexOf('}', start)))
                .results()
                .collect(Collectors.toMap((MatchResult color) -> color.group(1), color -> color.group(2)));
    }

    private static double contrast(Map<String, String> colors, String text, String behind) {
        double one = luminance(colors.get("--" + text));
        double other = luminance(colors.get("--" + behind));
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    private static double luminance(String color) {
        String hex = color.length() == 4 ? color.replaceAll("([0-9a-f])", "$1$1") : color;
        return 0.2126 * light(hex, 1) + 0.7152 * light(hex, 3) + 0.0722 * light(hex, 5);
    }

    private static double light(String hex, int at) {
        double part = Integer.parseInt(hex.substring(at, at + 2), 16) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
