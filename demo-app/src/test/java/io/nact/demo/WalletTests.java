package io.nact.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

@RunningApplication
class WalletTests {

    @Autowired
    RestTestClient http;

    @Test
    void whatIsDepositedCanBeWithdrawn() {
        expectBooked("/api/jared/wallet/deposits", "{\"cents\": 1000}", """
                {"outcome": "BOOKED", "balance": {"cents": 1000}}""");
        expectBooked("/api/jared/wallet/withdrawals", "{\"cents\": 300}", """
                {"outcome": "BOOKED", "balance": {"cents": 700}}""");

        http.get().uri("/api/jared/wallet").exchange().expectBody().json("{\"cents\": 700}");
    }

    @Test
    void aWalletIsNeverOverdrawn() {
        expectBooked("/api/gavin/wallet/deposits", "{\"cents\": 100}", "{}");

        post("/api/gavin/wallet/withdrawals", "{\"cents\": 101}")
                .expectStatus()
                .isEqualTo(HttpStatus.CONFLICT)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("Insufficient funds: there are 100 cents");

        http.get().uri("/api/gavin/wallet").exchange().expectBody().json("{\"cents\": 100}");
    }

    @Test
    void aTransferWithAnIdIsBookedOnce() {
        String salary = "{\"cents\": 500, \"transferId\": \"salary of May\"}";

        expectBooked("/api/monica/wallet/deposits", salary, "{\"outcome\": \"BOOKED\"}");
        expectBooked("/api/monica/wallet/deposits", salary, """
                {"outcome": "ALREADY_BOOKED", "balance": {"cents": 500}}""");
        expectBooked("/api/laurie/wallet/deposits", salary, "{\"outcome\": \"BOOKED\"}");
    }

    @Test
    void theTransactionsOfAWalletAreListedInTheirOrder() {
        expectBooked("/api/jian-yang/wallet/deposits", "{\"cents\": 5}", "{}");
        expectBooked("/api/jian-yang/wallet/withdrawals", "{\"cents\": 3}", "{}");
        expectBooked("/api/somebody-else/wallet/deposits", "{\"cents\": 7}", "{}");

        await().untilAsserted(() -> assertThat(transactions("jian-yang"))
                .containsSubsequence("\"cents\":5", "\"cents\":-3")
                .doesNotContain("\"cents\":7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"cents\": 0}", "{\"cents\": -1}", "{\"cents\": 1, \"transferId\": \" \"}"})
    void aTransferThatMakesNoSenseIsRefused(String body) {
        post("/api/russ/wallet/deposits", body)
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    private void expectBooked(String uri, String body, String receipt) {
        post(uri, body).expectStatus().isOk().expectBody().json(receipt);
    }

    private RestTestClient.ResponseSpec post(String uri, String body) {
        return http.post()
                .uri(uri)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    private String transactions(String owner) {
        return http.get()
                .uri("/api/%s/wallet/transactions".formatted(owner))
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseBody();
    }
}
