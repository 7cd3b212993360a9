package io.nact.spring.test.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

import io.nact.ActorRef;
import io.nact.spring.test.AutoConfigureActorTestKit;
import io.nact.spring.test.ProbeBean;
import io.nact.testkit.ActorTestKit;
import io.nact.testkit.TestProbe;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.NestedTestConfiguration;
import org.springframework.test.context.NestedTestConfiguration.EnclosingConfiguration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@NestedTestConfiguration(EnclosingConfiguration.OVERRIDE)
class WebSliceTests {

    @Nested
    @WebMvcTest(SaleController.class)
    class WithAMock {

        @MockitoBean
        ActorRef<Sale> till;

        @Autowired
        MockMvcTester http;

        @Test
        void answersWhatTheMockReplies() {
            given(till.ask(new Sale("lamp"))).willReturn(CompletableFuture.completedFuture(42));
            assertThat(http.get().uri("/sell/lamp")).hasStatusOk().hasBodyTextEqualTo("lamp for 42");
        }
    }

    @Nested
    @WebMvcTest(SaleController.class)
    @Import({Till.class, Printer.class, PriceList.class})
    @AutoConfigureActorTestKit
    class WithImportedActors {

        @Autowired
        MockMvcTester http;

        @Test
        void answersWhatTheActorReplies() {
            assertThat(http.get().uri("/sell/lamp")).hasStatusOk().hasBodyTextEqualTo("lamp for 40");
        }

        @Test
        void hasNoOthers(@Autowired ApplicationContext context, @Autowired ActorTestKit kit) {
            assertThat(context.getBeansOfType(ActorRef.class)).containsOnlyKeys("till", "printer");
            kit.settle();
            assertThat(kit.actors()).hasSizeGreaterThanOrEqualTo(2);
        }
    }

    @Nested
    @WebFluxTest(SaleController.class)
    @Import({Till.class, PriceList.class})
    class OfWebFlux {

        @ProbeBean
        TestProbe<PrinterMessage> printer;

        @Autowired
        WebTestClient http;

        @Test
        void hasActorsAndProbesToo() {
            http.get().uri("/sell/lamp").exchange().expectBody(String.class).isEqualTo("lamp for 40");
            printer.expectMessage(new PrinterMessage.Receipt("lamp", 40));
        }
    }
}
