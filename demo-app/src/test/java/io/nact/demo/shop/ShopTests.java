package io.nact.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.demo.shop.StockMessage.Level;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.micrometer.metrics.test.autoconfigure.AutoConfigureMetrics;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.client.RestTestClient;

/** What happens in a turn belongs to whoever sent the message, and what is told in a transaction to the transaction. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "shop.check-every=10ms")
@AutoConfigureRestTestClient
@AutoConfigureMetrics
class ShopTests {

    @Autowired
    RestTestClient http;

    private Level level() {
        return http.get()
                .uri("/shop/stock")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(Level.class)
                .returnResult()
                .getResponseBody();
    }

    private ShopController.Summary orders() {
        return http.get()
                .uri("/shop/orders")
                .exchange()
                .expectBody(ShopController.Summary.class)
                .returnResult()
                .getResponseBody();
    }

    private RestTestClient.ResponseSpec post(String uri) {
        return http.post().uri(uri).exchange();
    }

    private RestTestClient.ResponseSpec postAs(String user, String uri) {
        return http.post()
                .uri(uri)
                .headers((HttpHeaders headers) -> headers.setBasicAuth(user, user))
                .exchange();
    }

    @Test
    void theStockLearnsOfAnOrderThatHasBeenCommittedAndOfNoOther() {
        int pieces = level().pieces();
        ShopController.Summary before = orders();

        post("/shop/orders?pieces=3").expectStatus().isOk();
        post("/shop/orders?pieces=5&fail=true").expectStatus().isEqualTo(409);

        assertThat(level().pieces()).isEqualTo(pieces - 3);
        assertThat(orders()).isEqualTo(new ShopController.Summary(before.orders() + 1, before.sold() + 3));
    }

    @Test
    void anOrderOfNothingIsRefusedBeforeItIsSent() {
        ShopController.Summary before = orders();

        post("/shop/orders?pieces=0").expectStatus().isBadRequest();
        postAs("clerk", "/shop/stock/refill?pieces=100000").expectStatus().isBadRequest();

        assertThat(orders()).isEqualTo(before);
    }

    @Test
    void onlyAClerkRefills() {
        int pieces = level().pieces();

        post("/shop/stock/refill?pieces=7").expectStatus().isUnauthorized();
        postAs("guest", "/shop/stock/refill?pieces=7").expectStatus().isForbidden();
        assertThat(level().pieces()).isEqualTo(pieces);

        Level refilled = postAs("clerk", "/shop/stock/refill?pieces=7")
                .expectStatus()
                .isOk()
                .expectBody(Level.class)
                .returnResult()
                .getResponseBody();
        assertThat(refilled.pieces()).isEqualTo(pieces + 7);
        assertThat(refilled.refilledBy()).isEqualTo("clerk");
    }

    @Test
    void theStockChecksItselfEveryNowAndThen() {
        int checks = level().checks();

        await().until(() -> level().checks() > checks);
    }
}
