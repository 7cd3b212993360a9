package io.nact.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.benchmarks.spring.Shop;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class SpringSpawnsTests {

    @ParameterizedTest
    @MethodSource("ways")
    void eachWayMakesACartForEachId(String way) throws Exception {
        try (Shop shop = new Shop()) {
            SpringSpawns.ways().get(way).make(shop, "a", "b", "c");

            assertThat(shop.size()).isEqualTo(3);
        }
    }

    static Iterable<String> ways() {
        return SpringSpawns.ways().keySet();
    }
}
