package io.nact.demo.greeting;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.spring.test.ProbeBean;
import io.nact.testkit.TestProbe;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebMvcTest(GreetingController.class)
class ProbedGreeterTests {

    @ProbeBean
    TestProbe<Greet> greeter;

    @Autowired
    MockMvcTester http;

    @Test
    void answersWithTheReply() {
        MvcTestResult result = http.get().uri("/hello/Gavin").asyncExchange();
        greeter.replyTo(greeter.expectMessage(new Greet("Gavin"))).reply("Go away");

        assertThat(result.getMvcResult().getAsyncResult()).isEqualTo("Go away");
    }
}
