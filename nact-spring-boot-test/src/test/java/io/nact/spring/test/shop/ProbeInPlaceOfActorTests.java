package io.nact.spring.test.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;

import io.nact.ActorRef;
import io.nact.spring.test.ActorTest;
import io.nact.spring.test.ProbeBean;
import io.nact.spring.test.shop.PrinterMessage.Printed;
import io.nact.spring.test.shop.PrinterMessage.Receipt;
import io.nact.testkit.ActorTestKit;
import io.nact.testkit.TestProbe;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

@ActorTest
@TestMethodOrder(OrderAnnotation.class)
class ProbeInPlaceOfActorTests {

    @ProbeBean
    TestProbe<PrinterMessage> printer;

    @MockitoBean
    PriceList prices;

    @Autowired
    ActorRef<Sale> till;

    @Autowired
    ActorTestKit kit;

    static CompletableFuture<List<String>> unanswered;

    @Test
    @Order(1)
    void getsWhatOthersTellTheActor() {
        given(prices.priceOf(anyString())).willReturn(42);

        till.call(new Sale("lamp"));
        till.call(new Sale("chair"));

        printer.expectMessage(new Receipt("lamp", 42)); // and leaves the chair to the next test
    }

    @Test
    @Order(2)
    void hasForgottenTheLastTest() {
        assertThat(printer.queued()).isEmpty();
        unanswered = printer.ref().ask(new Printed());
        printer.expectMessage(new Printed());
        ActorRef<String> ended = kit.<String>probe("ended").ref();
        kit.stop(ended);
        ended.tell("late");
        kit.probe("left-behind");
    }

    @Test
    @Order(3)
    void hasFailedWhatTheLastTestDidNotAnswer() {
        assertThat(unanswered)
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withMessageContaining("had not answered Printed[]");
    }

    @Test
    @Order(4)
    void hasAKitThatIsAsNew() {
        kit.deadLetters().expectNone();
        assertThat(kit.actors()).noneMatch(path -> path.endsWith("left-behind"));
    }

    @Test
    @Order(5)
    void standsAtTheActorsPath() {
        assertThat(printer.ref().path()).hasToString("nact://nact/printer");
        assertThat(kit.system().find(printer.ref().path())).contains(printer.ref());
    }

    @Nested
    class InANestedTest {

        @Autowired
        ActorRef<PrinterMessage> injected;

        @Test
        void isTheOneAround() {
            assertThat(injected).isSameAs(printer.ref());
        }
    }

    @Nested
    class WithAnother {

        @ProbeBean
        TestProbe<Sale> till;

        @Autowired
        ActorRef<Sale> injected;

        @Test
        void hasBoth() {
            injected.tell(new Sale("lamp"));
            till.expectMessage(new Sale("lamp"));
            assertThat(printer.queued()).isEmpty();
        }
    }
}
