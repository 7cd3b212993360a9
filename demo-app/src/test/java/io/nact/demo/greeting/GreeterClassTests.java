package io.nact.demo.greeting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GreeterClassTests {

    @Test
    void isAClassLikeAnyOther() {
        Greeter greeter = new Greeter();
        assertThat(greeter.greet(new Greet("Gavin"))).isEqualTo("Hello Gavin, time 1");
    }
}
