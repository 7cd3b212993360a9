package io.nact.spring.test.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.Entities;
import io.nact.spring.test.ActorTime;
import io.nact.spring.test.AutoConfigureActorTestKit;
import io.nact.spring.test.ProbeBean;
import io.nact.spring.test.shop.PrinterMessage.Receipt;
import io.nact.testkit.ActorTestKit;
import io.nact.testkit.ManualTime;
import io.nact.testkit.TestProbe;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.web.servlet.client.RestTestClient;

/** The whole application over HTTP, with a probe in place of one actor and time by hand. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureRestTestClient
@AutoConfigureActorTestKit(time = ActorTime.MANUAL)
class RunningShopTests {

    @ProbeBean
    TestProbe<PrinterMessage> printer;

    @Autowired
    Entities<CartMessage> carts;

    @Autowired
    ActorTestKit kit;

    @Autowired
    ManualTime time;

    @Test
    void tellsTheProbeWhatIsSold(@Autowired RestTestClient http) {
        http.get()
                .uri("/sell/lamp")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .isEqualTo("lamp for 40");

        printer.expectMessage(new Receipt("lamp", 40));
    }

    @Test
    void hasTimersThatTheTestRuns() {
        carts.get("Gavin").tell(new CartMessage.RemindIn(Duration.ofDays(1)));
        kit.settle();

        time.advance(Duration.ofDays(1));

        assertThat(printer.receive()).isEqualTo(new Receipt("Reminder for Gavin", 0));
    }
}
