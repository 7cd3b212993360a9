package io.nact.spring.test.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.MailboxFullException;
import io.nact.spring.test.ProbeBean;
import io.nact.testkit.TestProbe;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebMvcTest(SaleController.class)
class ProbeInWebSliceTests {

    @ProbeBean
    TestProbe<Sale> till;

    @Autowired
    MockMvcTester http;

    @Test
    void answersWhatTheProbeReplies() {
        MvcTestResult result = http.get().uri("/sell/lamp").asyncExchange();
        till.replyTo(till.expectMessage(new Sale("lamp"))).reply(42);

        assertThat(result.getMvcResult().getAsyncResult(5_000)).isEqualTo("lamp for 42");
    }

    @Test
    void failsAsTheProbeFails() {
        MvcTestResult result = http.get().uri("/sell/lamp").asyncExchange();
        till.replyTo(till.receive()).fail(new MailboxFullException("full"));

        assertThat(result.getMvcResult().getAsyncResult(5_000)).isInstanceOf(MailboxFullException.class);
    }

    @Test
    void hasNoActorsOfTheApplication(@Autowired ApplicationContext context) {
        assertThat(context.getBeansOfType(ActorRef.class)).containsOnlyKeys("till");
    }
}
