package io.nact.starter;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.util.ClassUtils;

/** An application that has the starter and nothing else. */
@SpringBootTest
class OnlyTheStarterTests {

    @Autowired
    private ActorRef<Greet> greeter;

    @Test
    void greets() {
        assertThat(greeter.name()).isEqualTo("greeter");
        assertThat(greeter.ask(new Greet("Erlich")).join()).isEqualTo("Hello Erlich, time 1");
        assertThat(greeter.call(new Greet("Erlich"))).isEqualTo("Hello Erlich, time 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.micrometer.core.instrument.MeterRegistry",
                "jakarta.validation.Validator",
                "org.springframework.boot.actuate.endpoint.annotation.Endpoint",
                "org.springframework.boot.web.server.context.WebServerApplicationContext",
                "org.springframework.web.bind.annotation.RequestMapping",
                "reactor.core.publisher.Mono"
            })
    void hasNothingElseOnItsClassPath(String type) {
        assertThat(ClassUtils.isPresent(type, null)).isFalse();
    }
}
