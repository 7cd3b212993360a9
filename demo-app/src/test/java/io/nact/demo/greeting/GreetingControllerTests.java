package io.nact.demo.greeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

import io.nact.ActorRef;
import io.nact.MailboxFullException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@WebMvcTest(GreetingController.class)
class GreetingControllerTests {

    @MockitoBean
    ActorRef<Greet> greeter;

    @Autowired
    MockMvcTester http;

    @Test
    void answersWithTheReply() {
        given(greeter.ask(new Greet("Gavin"))).willReturn(CompletableFuture.completedFuture("Go away"));
        assertThat(http.get().uri("/hello/Gavin")).hasStatusOk().hasBodyTextEqualTo("Go away");
    }

    @Test
    void answers503WhenTheActorIsOverloaded() {
        given(greeter.ask(new Greet("Gavin")))
                .willReturn(CompletableFuture.failedFuture(new MailboxFullException("full")));
        assertThat(http.get().uri("/hello/Gavin")).hasStatus(HttpStatus.SERVICE_UNAVAILABLE);
    }
}
