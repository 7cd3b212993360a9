package io.nact.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The share of each routee, and what moves when one goes or comes. The hashes are fixed, and so are the results. */
class ConsistentHashTests {

    private static final int KEYS = 20_000;

    private static long[] routees(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToLong(i -> ConsistentHash.hash("nact://system/router/" + i))
                .toArray();
    }

    private static long[] without(long[] routees, int index) {
        return LongStream.concat(Arrays.stream(routees, 0, index), Arrays.stream(routees, index + 1, routees.length))
                .toArray();
    }

    private static int highest(int key, long[] routees) {
        return ConsistentHash.highest(ConsistentHash.hash("key " + key), routees);
    }

    /** Keys as people have them; a plain hash code puts most of these in few places. */
    static Stream<IntFunction<Object>> keys() {
        return Stream.of(
                i -> i,
                i -> i * 1024,
                i -> (long) i << 32,
                i -> "customer-" + i,
                i -> "x".repeat(i % 100) + i,
                i -> new UUID(i, 0),
                i -> (double) i);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void eachRouteeHasItsShare(IntFunction<Object> keys) {
        long[] routees = routees(10);
        int[] shares = new int[routees.length];

        for (int i = 0; i < KEYS; i++) {
            shares[ConsistentHash.highest(ConsistentHash.hash(keys.apply(i)), routees)]++;
        }

        assertThat(shares).satisfies(all -> {
            for (int share : all) {
                assertThat(share).isCloseTo(KEYS / 10, within(KEYS / 100));
            }
        });
    }

    @Test
    void stringsWithTheSameHashCodeAreToldApart() {
        assertThat("Aa").hasSameHashCodeAs("BB");
        assertThat(ConsistentHash.hash("Aa")).isNotEqualTo(ConsistentHash.hash("BB"));
    }

    @Test
    void whenOneOfTenGoesATenthOfTheKeysMovesEvenlyToTheOthers() {
        long[] ten = routees(10);
        long[] nine = without(ten, 4);
        int[] moved = new int[nine.length];

        for (int key = 0; key < KEYS; key++) {
            int before = highest(key, ten);
            int after = highest(key, nine);
            if (before == 4) {
                moved[after]++;
            } else {
                assertThat(nine[after]).isEqualTo(ten[before]);
            }
        }

        assertThat(Arrays.stream(moved).sum()).isCloseTo(KEYS / 10, within(KEYS / 100));
        assertThat(moved).satisfies(all -> {
            for (int share : all) {
                assertThat(share).isCloseTo(KEYS / 90, within(KEYS / 400));
            }
        });
    }

    @Test
    void whenOneComesItTakesItsShareAndNothingElseMoves() {
        long[] ten = routees(10);
        long[] eleven = routees(11);
        int moved = 0;

        for (int key = 0; key < KEYS; key++) {
            int after = highest(key, eleven);
            if (after == 10) {
                moved++;
            } else {
                assertThat(after).isEqualTo(highest(key, ten));
            }
        }

        assertThat(moved).isCloseTo(KEYS / 11, within(KEYS / 100));
    }

    @Test
    void theOrderOfTheRouteesDoesNotMatter() {
        long[] routees = routees(10);
        long[] reversed = IntStream.range(0, 10).mapToLong(i -> routees[9 - i]).toArray();

        for (int key = 0; key < 1_000; key++) {
            assertThat(reversed[highest(key, reversed)]).isEqualTo(routees[highest(key, routees)]);
        }
    }
}
