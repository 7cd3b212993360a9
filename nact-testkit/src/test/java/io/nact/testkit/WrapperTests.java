package io.nact.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrapperTests {

    /** A method of the interface with a default would else be that default, and not the wrapped one's own. */
    @ParameterizedTest
    @CsvSource({"io.nact.mailbox.Mailbox, TracedMailbox", "io.nact.dispatch.Dispatcher, CountingDispatcher"})
    void handsEveryMethodOn(Class<?> type, String wrapper) throws ClassNotFoundException {
        Class<?> wrapping = Class.forName("io.nact.testkit." + wrapper);
        assertThat(type.getMethods())
                .extracting(method -> wrapping.getMethod(method.getName(), method.getParameterTypes())
                        .getDeclaringClass()
                        .getSimpleName())
                .containsOnly(wrapper);
    }
}
