package io.nact.spring.test.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

import io.nact.ActorRef;
import io.nact.Entities;
import io.nact.spring.test.ActorTest;
import io.nact.testkit.ActorTestKit;
import io.nact.testkit.ManualTime;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

@ActorTest
class ActorSliceTests {

    @MockitoBean
    PriceList prices;

    @Autowired
    ActorRef<Sale> till;

    @Autowired
    ActorRef<PrinterMessage> printer;

    @Autowired
    Entities<CartMessage> carts;

    @Autowired
    ActorRef<ShopActors.Visit> visits;

    @Autowired
    ActorTestKit kit;

    @Autowired
    ApplicationContext context;

    @Test
    void hasTheActorsWithMocksOfWhatTheyInject() {
        given(prices.priceOf("lamp")).willReturn(42);

        assertThat(till.call(new Sale("lamp"))).isEqualTo(42);
        assertThat(printer.call(new PrinterMessage.Printed())).containsExactly("lamp: 42");
    }

    @Test
    void hasEntitiesAndActorsOfConfigurationsThatMakeNothingElse() {
        assertThat(carts.get("Gavin").call(new CartMessage.Put("lamp"))).isEqualTo(1);
        assertThat(visits.call(new ShopActors.Visit())).isEqualTo(1);
    }

    @Test
    void hasNothingElse() {
        assertThat(context.getBeansOfType(SaleController.class)).isEmpty();
        assertThat(context.getBeansOfType(MixedConfiguration.class)).isEmpty();
        assertThat(context.getBeansOfType(Currency.class)).isEmpty();
        assertThat(context.getBeansOfType(ManualTime.class)).isEmpty();
        assertThat(context.containsBean("dispatcherServlet")).isFalse();
    }

    @Test
    void hasAKitThatKnowsTheActors() {
        assertThat(kit.system().isRunning()).isTrue();
        kit.settle();
        assertThat(kit.actors())
                .contains(
                        till.path().toString(),
                        printer.path().toString(),
                        visits.path().toString());
    }
}
