package io.nact.spring.endpoint;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the endpoints write names and times. */
final class Words {

    private Words() {}

    /** A constant's name as properties and JSON have it. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant of that name, in whatever case. */
    static <E extends Enum<E>> Optional<E> find(E[] constants, String name) {
        return Arrays.stream(constants)
                .filter(constant -> of(constant).equalsIgnoreCase(name.replace('_', '-')))
                .findFirst();
    }

    static String list(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Words::of).collect(Collectors.joining(", "));
    }

    /** To the millisecond. */
    static double seconds(Duration time) {
        return time.toMillis() / 1_000.0;
    }
}
