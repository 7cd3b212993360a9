package io.nact.demo.greeting;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
class GreeterTests {

    @Autowired
    ActorRef<Greet> greeter;

    @Test
    void remembersWhomItHasGreeted() {
        assertThat(greeter.call(new Greet("Gavin"))).isEqualTo("Hello Gavin, time 1");
        assertThat(greeter.call(new Greet("Gavin"))).isEqualTo("Hello Gavin, time 2");
    }
}
