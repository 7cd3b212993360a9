package io.nact.demo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorStoppedException;
import io.nact.AskTimeoutException;
import io.nact.MailboxFullException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@ExtendWith(OutputCaptureExtension.class)
class ProblemAdviceTests {

    @Test
    void aTimeoutIsAGatewayTimeout() {
        assertThat(answerTo(new AskTimeoutException("too slow"))).hasStatus(HttpStatus.GATEWAY_TIMEOUT);
    }

    @Test
    void anActorThatIsFullOrGoneIsAskedAgainLater() {
        assertThat(answerTo(new MailboxFullException("full")))
                .hasStatus(HttpStatus.SERVICE_UNAVAILABLE)
                .containsHeader(HttpHeaders.RETRY_AFTER);
        assertThat(answerTo(new ActorStoppedException("stopped")))
                .hasStatus(HttpStatus.SERVICE_UNAVAILABLE)
                .containsHeader(HttpHeaders.RETRY_AFTER);
    }

    @Test
    void whatStagesHaveWrappedIsUnwrapped() {
        Throwable wrapped = new CompletionException(new ExecutionException(new MailboxFullException("full")));

        assertThat(answerTo(wrapped))
                .hasStatus(HttpStatus.SERVICE_UNAVAILABLE)
                .bodyJson()
                .extractingPath("$.detail")
                .isEqualTo("full");
    }

    @Test
    void anExceptionKeepsTheStatusOfItsClass() {
        assertThat(answerTo(new UnpaidException("no credit left")))
                .hasStatus(HttpStatus.PAYMENT_REQUIRED)
                .bodyJson()
                .extractingPath("$.detail")
                .isEqualTo("no credit left");
    }

    @Test
    void anExceptionThatIsAnErrorResponseKeepsItsStatusAndDetail() {
        Throwable conflict = new CompletionException(new ResponseStatusException(HttpStatus.CONFLICT, "taken"));

        assertThat(answerTo(conflict))
                .hasStatus(HttpStatus.CONFLICT)
                .bodyJson()
                .extractingPath("$.detail")
                .isEqualTo("taken");
    }

    @Test
    void anErrorAnswersWithItsOwnMessage() {
        assertThat(answerTo(new AssertionError("impossible")))
                .hasStatus(HttpStatus.INTERNAL_SERVER_ERROR)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyJson()
                .extractingPath("$.detail")
                .isEqualTo("impossible");
    }

    @Test
    void anExceptionWithoutAMessageIsAProblemAllTheSame() {
        assertThat(answerTo(new IllegalStateException()))
                .hasStatus(HttpStatus.INTERNAL_SERVER_ERROR)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void anUnexpectedExceptionIsLoggedWithItsStackTrace(CapturedOutput log) {
        assertThat(answerTo(new IllegalStateException("the flux is off"))).hasStatus(HttpStatus.INTERNAL_SERVER_ERROR);

        assertThat(log)
                .contains(
                        "500 for uri=/: ",
                        "the flux is off",
                        "\tat " + getClass().getName());
    }

    @Test
    void anOverloadedActorIsLoggedInOneLine(CapturedOutput log) {
        assertThat(answerTo(new MailboxFullException("the box is full"))).hasStatus(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(answerTo(new AskTimeoutException("too slow"))).hasStatus(HttpStatus.GATEWAY_TIMEOUT);

        assertThat(log)
                .contains("503 for uri=/: ", "the box is full")
                .contains("504 for uri=/: ", "too slow")
                .doesNotContain("\tat ");
    }

    @Test
    void aMistakeOfTheCallerIsNotLogged(CapturedOutput log) {
        assertThat(answerTo(new UnpaidException("no credit left"))).hasStatus(HttpStatus.PAYMENT_REQUIRED);

        assertThat(log).doesNotContain("402 for");
    }

    private static MvcTestResult answerTo(Throwable failure) {
        return MockMvcTester.of(
                        List.of(new Failing(failure)),
                        server ->
                                server.setControllerAdvice(new ProblemAdvice()).build())
                .get()
                .uri("/")
                .exchange();
    }

    @RestController
    static class Failing {

        private final Throwable failure;

        Failing(Throwable failure) {
            this.failure = failure;
        }

        @GetMapping("/")
        CompletableFuture<String> fail() {
            return CompletableFuture.failedFuture(failure);
        }
    }

    @ResponseStatus(HttpStatus.PAYMENT_REQUIRED)
    static class UnpaidException extends RuntimeException {

        UnpaidException(String message) {
            super(message);
        }
    }
}
