package io.nact.spring.registration;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names as configuration spells them: an environment variable has neither case nor dashes. */
final class Spelling {

    private Spelling() {}

    /** The same for two names that differ in nothing but case, dashes, underscores and dots. */
    static String key(String name) {
        return name.replaceAll("[-_.]", "").toLowerCase(Locale.ROOT);
    }

    /** The name that was probably meant; null if none comes close. */
    static @Nullable String closest(String written, Collection<String> names) {
        String key = key(written);
        return names.stream()
                .filter(name -> distance(key, key(name)) <= Math.max(1, key.length() / 3))
                .min(Comparator.comparingInt(name -> distance(key, key(name))))
                .orElse(null);
    }

    /** How many letters have to be inserted, removed or replaced to make one of the other. */
    private static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int column = 0; column < above.length; column++) {
            above[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            int[] here = new int[above.length];
            here[0] = row;
            for (int column = 1; column < here.length; column++) {
                int replaced = above[column - 1] + (one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1);
                here[column] = Math.min(replaced, 1 + Math.min(above[column], here[column - 1]));
            }
            above = here;
        }
        return above[other.length()];
    }
}
