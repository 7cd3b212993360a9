package io.nact.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class DispatchersTests {

    private static final int JAVA_VERSION = Runtime.version().feature();

    @Test
    void knowWhetherTheJdkHasVirtualThreads() {
        assertThat(Dispatchers.hasVirtualThreads()).isEqualTo(JAVA_VERSION >= 21);
    }

    @Test
    void nameTheWayOutWhereTheJdkHasNoVirtualThreads() {
        if (Dispatchers.hasVirtualThreads()) {
            try (Dispatcher dispatcher = Dispatchers.virtualThreads("blocking")) {
                assertThat(dispatcher.name()).isEqualTo("blocking");
            }
        } else {
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> Dispatchers.virtualThreads("blocking"))
                    .withMessageContainingAll("'blocking'", "JDK " + JAVA_VERSION, "JDK 21", "work-stealing");
        }
    }
}
