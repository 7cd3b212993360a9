package io.nact.benchmarks.harness;

import java.util.List;
import java.util.function.Function;

/** Looks things up that users name. */
final class Registered {

    private Registered() {}

    /** @throws IllegalArgumentException if there is none of that name; it tells those there are */
    static <T> T named(String what, String name, List<T> all, Function<T, String> nameOf) {
        return all.stream()
                .filter(each -> nameOf.apply(each).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No %s '%s' on JDK %d: there are %s"
                        .formatted(
                                what,
                                name,
                                Runtime.version().feature(),
                                all.stream().map(nameOf).toList())));
    }
}
