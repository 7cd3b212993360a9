package io.nact.spring.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

import io.nact.ActorRef;
import io.nact.Receive;
import io.nact.Request;
import io.nact.spring.Actor;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** A test that puts a mock in place of an actor: the reference is one bean, so that nothing is spawned. */
@SpringBootTest(
        classes = {MockedActorTests.Greeter.class, MockedActorTests.Client.class},
        webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ImportAutoConfiguration(NactAutoConfiguration.class)
class MockedActorTests {

    @MockitoBean
    private ActorRef<Greet> greeter;

    @Autowired
    private Client client;

    @Test
    void putsTheMockInPlaceOfTheReference() {
        given(greeter.call(new Greet())).willReturn("mocked");
        assertThat(client.greeter.call(new Greet())).isEqualTo("mocked");
    }

    record Greet() implements Request<String> {}

    record Client(ActorRef<Greet> greeter) {}

    @Actor("greeter")
    static class Greeter {

        Greeter() {
            throw new IllegalStateException("The actor was spawned");
        }

        @Receive
        String greet(Greet message) {
            return "real";
        }
    }
}
