package io.nact.demo.greeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

import io.nact.ActorRef;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

@SpringBootTest
class MockedGreeterTests {

    @MockitoBean
    ActorRef<Greet> greeter;

    @Autowired
    GreetingController controller;

    @Test
    void noActorIsSpawnedBehindAMock() {
        given(greeter.ask(new Greet("Gavin"))).willReturn(CompletableFuture.completedFuture("Go away"));
        assertThat(controller.hello("Gavin").join()).isEqualTo("Go away");
    }
}
