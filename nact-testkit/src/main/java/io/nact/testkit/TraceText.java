package io.nact.testkit;

import java.util.regex.Pattern;

/** Values as a trace writes them: short, and the same in each run. */
final class TraceText {

    private static final int MOST = 100;

    /** Hash codes and the names of generated classes, which no two runs have in common. */
    private static final Pattern IDENTITY = Pattern.compile("@[0-9a-f]{1,16}\\b|\\$\\$Lambda[^\\[\\](),; ]*");

    private TraceText() {}

    static String of(Object value) {
        String text;
        try {
            text = IDENTITY.matcher(value.toString()).replaceAll("");
        } catch (RuntimeException e) {
            text = value.getClass().getSimpleName();
        }
        return text.length() > MOST ? text.substring(0, MOST) + "…" : text;
    }
}
