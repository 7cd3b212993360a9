package io.nact.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.Behaviors;
import io.nact.SystemOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever goes through the table a few at a time meets everybody who is there all the while. */
class ChildTableTests {

    private final LocalSystem system = new LocalSystem("table", SystemOptions.defaults());

    private final ChildTable table = new ChildTable();

    @AfterEach
    void stop() {
        system.stop().join();
    }

    private List<Cell<?>> add(String prefix, int children) {
        List<Cell<?>> added = new ArrayList<>();
        IntStream.range(0, children).forEach(i -> added.add(add(prefix + i)));
        return added;
    }

    private Cell<?> add(String name) {
        Cell<?> child = new Cell<>(
                system.root(),
                name,
                system.metrics().uncounted(),
                Behaviors.stateless(Object.class, (message, context) -> {}));
        table.add(child);
        return child;
    }

    @Test
    void eachIsMetOnceWhileNothingChanges() {
        List<Cell<?>> steady = add("s", 1_000);
        List<Cell<?>> met = new ArrayList<>();

        int cursor = 0;
        do {
            cursor = table.next(cursor, met);
        } while (cursor != 0);

        assertThat(met).containsExactlyInAnyOrderElementsOf(steady);
    }

    @Test
    void whoeverStaysIsMetWhileTheTableGrowsAndShrinks() {
        List<Cell<?>> steady = add("s", 1_000);
        List<Cell<?>> met = new ArrayList<>();

        int cursor = 0;
        for (int round = 0; round == 0 || cursor != 0; round++) {
            List<Cell<?>> some = new ArrayList<>();
            cursor = table.next(cursor, some);
            met.addAll(some);
            List<Cell<?>> passing = add("p" + round + "-", 5_000);
            if (round % 2 == 1) {
                cursor = cursor == 0 ? 0 : table.next(cursor, met);
            }
            passing.forEach(table::remove);
        }

        assertThat(met).containsAll(steady);
    }
}
