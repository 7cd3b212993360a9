package io.nact.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

@RunningApplication
@ExtendWith(OutputCaptureExtension.class)
class FailureTests {

    @Autowired
    RestTestClient http;

    @Test
    void aThrowingHandlerAnswersWithItsOwnMessageAndTheNextRequestFindsTheStateKept() {
        http.get()
                .uri("/demo/fail?message={message}", "the flux is off")
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("the flux is off");

        http.get()
                .uri("/demo/failures")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(Integer.class)
                .isEqualTo(1);
        http.get().uri("/actuator/health").exchange().expectStatus().isOk();
    }

    @Test
    void anActorThatIsTooSlowIsAGatewayTimeoutAndTheLogSaysWhichOne(CapturedOutput output) {
        http.post()
                .uri("/demo/slow?millis=4000")
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.GATEWAY_TIMEOUT)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("The request was not answered in time.");

        assertThat(output).contains("504 for POST /demo/slow", "nact://contacts/worker did not answer Await");
    }
}
