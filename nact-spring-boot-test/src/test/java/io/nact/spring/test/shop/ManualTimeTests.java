package io.nact.spring.test.shop;

import static io.nact.spring.test.ActorTime.MANUAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.nact.AskTimeoutException;
import io.nact.Entities;
import io.nact.spring.test.ActorTest;
import io.nact.spring.test.ProbeBean;
import io.nact.spring.test.shop.CartMessage.Put;
import io.nact.spring.test.shop.CartMessage.RemindIn;
import io.nact.spring.test.shop.PrinterMessage.Printed;
import io.nact.spring.test.shop.PrinterMessage.Receipt;
import io.nact.testkit.ActorTestKit;
import io.nact.testkit.ManualTime;
import io.nact.testkit.TestProbe;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ActorTest(actors = Cart.class, time = MANUAL, properties = "nact.entities.passivate-after=1h")
class ManualTimeTests {

    @ProbeBean
    TestProbe<PrinterMessage> printer;

    @Autowired
    Entities<CartMessage> carts;

    @Autowired
    ActorTestKit kit;

    @Autowired
    ManualTime time;

    @Test
    void runsTimersWhenTheTestMovesIt() {
        carts.get("Gavin").tell(new RemindIn(Duration.ofHours(3)));
        kit.settle();

        time.advance(Duration.ofHours(2));
        kit.settle();
        assertThat(printer.queued()).isEmpty();

        time.advance(Duration.ofHours(1));
        printer.expectMessage(new Receipt("Reminder for Gavin", 0));
    }

    @Test
    void passivatesWhenTheTestMovesIt() {
        carts.get("Jian").call(new Put("lamp"));
        assertThat(carts.get("Jian").call(new Put("chair"))).isEqualTo(2);
        kit.settle();
        assertThat(kit.actors()).contains(carts.get("Jian").path().toString());

        time.advance(Duration.ofHours(3));
        kit.settle();

        assertThat(kit.actors()).doesNotContain(carts.get("Jian").path().toString());
        assertThat(carts.get("Jian").call(new Put("table"))).isEqualTo(1);
    }

    @Test
    void runsOutForWhoAsksAProbe() {
        CompletableFuture<List<String>> answer = printer.ref().ask(new Printed());
        printer.expectMessage(new Printed());
        assertThat(answer).isNotDone();

        time.advance(Duration.ofSeconds(6));

        assertThat(answer)
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withCauseInstanceOf(AskTimeoutException.class);
    }
}
