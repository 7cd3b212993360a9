package io.nact.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.AskCycleException;
import io.nact.MailboxFullException;
import io.nact.NoReplyException;
import io.nact.Receive;
import io.nact.ReplyRef;
import io.nact.Request;
import io.nact.UnhandledMessageException;
import io.nact.persistence.AlreadyProcessedException;
import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.PersistRejectedException;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.SequenceConflictException;
import io.nact.spring.Actor;
import io.nact.spring.web.RunningWebApplication.Answer;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ResponseStatusException;

@ParameterizedClass
@EnumSource(names = {"SERVLET", "REACTIVE"})
@ExtendWith(OutputCaptureExtension.class)
class ActorProblemsTests {

    private static final String PROBLEM = "application/problem+json";

    private static final String SECRET = "nact://bank/account/42-secret";

    private static RunningWebApplication application;

    @Parameter
    WebApplicationType type;

    @BeforeParameterizedClassInvocation
    static void start(WebApplicationType type) {
        application = RunningWebApplication.start(
                type,
                Map.of("spring.web.error.include-message", "always"),
                Thrower.class,
                Namer.class,
                FailingController.class,
                UsersAdvice.class);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        application.close();
    }

    @Test
    void anActorThatIsTooSlowIsAGatewayTimeout(CapturedOutput output) {
        Answer answer = application.get("/slow");

        assertProblem(answer, 504, "The request was not answered in time.");
        assertThat(answer.retryAfter()).isEmpty();
        assertThat(output).contains("504 for GET /slow: ", "/thrower did not answer Throw within PT0.05S");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FULL", "STOPPED", "UNAVAILABLE", "CONFLICT"})
    void anActorThatIsFullOrGoneIsAskedAgainLater(String failure, CapturedOutput output) {
        Answer answer = application.get("/later/" + failure);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.type()).isEqualTo(PROBLEM);
        assertThat(answer.retryAfter()).isEqualTo("1");
        assertThat(answer.body()).contains("ry again later.").doesNotContain("secret");
        assertThat(output)
                .contains("503 for GET /later/" + failure, SECRET)
                .doesNotContain("\tat " + Thrower.class.getName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"CYCLE", "NO_REPLY", "UNHANDLED", "REJECTED"})
    void aMistakeOfTheServersIsLoggedWithItsStackTrace(String failure, CapturedOutput output) {
        Answer answer = application.get("/later/" + failure);

        assertProblem(answer, 500, "The request could not be answered.");
        assertThat(output).contains("500 for GET /later/" + failure, SECRET, "\tat " + Failure.class.getName());
    }

    @Test
    void aCommandThatWasProcessedBeforeIsAConflict(CapturedOutput output) {
        assertProblem(application.get("/later/DONE_BEFORE"), 409, "What was requested has been done before.");
        assertThat(output).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/later/FULL", "/later/WRAPPED_FULL", "/join/FULL", "/get/FULL", "/call/FULL"})
    void anActorsFailureIsFoundInWhatHasBeenWrappedAroundIt(String path) {
        assertThat(application.get(path).status()).isEqualTo(503);
    }

    @Test
    void aMessageThatIsRefusedIsABadRequestWithItsViolations() {
        Answer answer = application.get("/invalid/message");

        assertProblem(answer, 400, "The request breaks constraints.");
        assertThat(JsonPath.<String>read(answer.body(), "$.violations[0].property"))
                .isEqualTo("name");
        assertThat(JsonPath.<String>read(answer.body(), "$.violations[0].message"))
                .isEqualTo("must not be blank");
    }

    @Test
    void whatElseIsNotValidIsNotTheClientsFault() {
        Answer answer = application.get("/invalid/entity");

        assertAsWithoutNact(answer, 500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/later/UNPAID", "/join/UNPAID", "/get/UNPAID"})
    void aHandlersExceptionKeepsTheStatusOfItsClass(String path, CapturedOutput output) {
        assertProblem(application.get(path), 402, "no credit left");
        assertThat(output).doesNotContain("402 for");
    }

    @Test
    void aReasonComesBeforeTheMessage() {
        assertProblem(application.get("/later/LOCKED"), 423, "locked by another");
    }

    @Test
    void aCheckedExceptionThatCallHasWrappedKeepsItsStatusToo() {
        assertProblem(application.get("/call/CHECKED"), 409, "checked");
        assertProblem(application.get("/later/CHECKED"), 409, "checked");
    }

    @Test
    void anErrorResponseKeepsItsStatusAndBody() {
        assertProblem(application.get("/later/RESPONSE_STATUS"), 409, "taken");
        assertProblem(application.get("/join/ERROR_RESPONSE"), 410, "gone for good");
    }

    @Test
    void aStatusOfTheServersOwnFaultIsLogged(CapturedOutput output) {
        assertProblem(application.get("/later/BROKEN"), 500, "the flux is off");
        assertThat(output).contains("500 for GET /later/BROKEN", "\tat " + Failure.class.getName());
    }

    /** Of the controller itself, or of a handler but without a status. */
    @ParameterizedTest
    @ValueSource(strings = {"/later/ILLEGAL", "/join/ILLEGAL", "/here/ILLEGAL", "/here/CAUSED_BY_FULL"})
    void anExceptionOfNoStatusIsNothingOfNacts(String path) {
        assertAsWithoutNact(application.get(path), 500);
    }

    @Test
    void aStatusThatTheControllerItselfThrowsIsNothingOfNacts() {
        assertAsWithoutNact(application.get("/here/UNPAID"), 402);
        assertAsWithoutNact(application.get("/here/RESPONSE_STATUS"), 409);
    }

    @ParameterizedTest
    @CsvSource({"/nothing/here, 404", "/later/NO_SUCH_FAILURE, 400", "/required, 400"})
    void whatSpringItselfRefusesIsNothingOfNacts(String path, int status) {
        assertAsWithoutNact(application.get(path), status);
    }

    @Test
    void theUsersAdviceComesFirst() {
        Answer answer = application.get("/later/USERS");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("the user's");
    }

    private static void assertProblem(Answer answer, int status, String detail) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.type()).isEqualTo(PROBLEM);
        assertThat(JsonPath.<Integer>read(answer.body(), "$.status")).isEqualTo(status);
        assertThat(JsonPath.<String>read(answer.body(), "$.detail")).isEqualTo(detail);
    }

    /** Boot's own body has a timestamp. */
    private static void assertAsWithoutNact(Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.type()).isEqualTo("application/json");
        assertThat(JsonPath.<String>read(answer.body(), "$.timestamp")).isNotEmpty();
    }

    enum Failure {
        FULL {
            @Override
            Exception make() {
                return new MailboxFullException("The mailbox of %s is full".formatted(SECRET));
            }
        },
        STOPPED {
            @Override
            Exception make() {
                return new ActorStoppedException(SECRET + " stopped", new UnpaidException("its crash"));
            }
        },
        CYCLE {
            @Override
            Exception make() {
                return new AskCycleException(SECRET + " waits for itself");
            }
        },
        NO_REPLY {
            @Override
            Exception make() {
                return new NoReplyException(SECRET + " ended its turn");
            }
        },
        UNHANDLED {
            @Override
            Exception make() {
                return new UnhandledMessageException(SECRET + " does not take it");
            }
        },
        UNAVAILABLE {
            @Override
            Exception make() {
                return new JournalUnavailableException(SECRET + " cannot be written to");
            }
        },
        CONFLICT {
            @Override
            Exception make() {
                return new SequenceConflictException(PersistenceId.of("wallet", SECRET), 3);
            }
        },
        REJECTED {
            @Override
            Exception make() {
                return new PersistRejectedException(SECRET + " is not taken");
            }
        },
        DONE_BEFORE {
            @Override
            Exception make() {
                return new AlreadyProcessedException(SECRET + " has processed this before");
            }
        },
        WRAPPED_FULL {
            @Override
            Exception make() {
                return new ExecutionException(new ExecutionException(FULL.make()));
            }
        },
        CAUSED_BY_FULL {
            @Override
            Exception make() {
                return new IllegalStateException("the application's own", FULL.make());
            }
        },
        UNPAID {
            @Override
            Exception make() {
                return new UnpaidException("no credit left");
            }
        },
        LOCKED {
            @Override
            Exception make() {
                return new LockedException("not for you");
            }
        },
        CHECKED {
            @Override
            Exception make() {
                return new CheckedConflictException("checked");
            }
        },
        RESPONSE_STATUS {
            @Override
            Exception make() {
                return new ResponseStatusException(HttpStatus.CONFLICT, "taken");
            }
        },
        ERROR_RESPONSE {
            @Override
            Exception make() {
                ErrorResponseException gone = new ErrorResponseException(HttpStatus.GONE);
                gone.setDetail("gone for good");
                return gone;
            }
        },
        BROKEN {
            @Override
            Exception make() {
                return new BrokenException("the flux is off");
            }
        },
        ILLEGAL {
            @Override
            Exception make() {
                return new IllegalStateException("no status");
            }
        },
        USERS {
            @Override
            Exception make() {
                return new UsersException();
            }
        };

        abstract Exception make();
    }

    record Throw(@Nullable Failure failure) implements Request<String> {}

    record Named(@NotBlank String name) implements Request<String> {}

    record Entity(@NotBlank String name) {}

    @Actor("thrower")
    static class Thrower {

        private @Nullable ReplyRef<String> neverUsed;

        @Receive
        void fail(Throw message, ActorContext<Throw> context) throws Exception {
            if (message.failure() == null) {
                neverUsed = context.replyTo(message);
            } else {
                throw message.failure().make();
            }
        }
    }

    @Actor("namer")
    static class Namer {

        @Receive
        String name(@Valid Named message) {
            return message.name();
        }
    }

    @RestController
    static class FailingController {

        private final ActorRef<Throw> thrower;

        private final ActorRef<Named> namer;

        FailingController(ActorRef<Throw> thrower, ActorRef<Named> namer) {
            this.thrower = thrower;
            this.namer = namer;
        }

        @GetMapping("/slow")
        CompletableFuture<String> slow() {
            return thrower.ask(new Throw(null), Duration.ofMillis(50));
        }

        @GetMapping("/later/{failure}")
        CompletableFuture<String> later(@PathVariable Failure failure) {
            return thrower.ask(new Throw(failure)).thenApply(reply -> reply);
        }

        @GetMapping("/required")
        CompletableFuture<String> required(@RequestParam String missing) {
            return thrower.ask(new Throw(null));
        }

        @GetMapping("/join/{failure}")
        String join(@PathVariable Failure failure) {
            return thrower.ask(new Throw(failure)).join();
        }

        @GetMapping("/get/{failure}")
        String get(@PathVariable Failure failure) throws Exception {
            return thrower.ask(new Throw(failure)).get();
        }

        @GetMapping("/call/{failure}")
        String call(@PathVariable Failure failure) {
            return thrower.call(new Throw(failure));
        }

        @GetMapping("/here/{failure}")
        String here(@PathVariable Failure failure) throws Exception {
            throw failure.make();
        }

        @GetMapping("/invalid/message")
        CompletableFuture<String> invalidMessage() {
            return namer.ask(new Named(" "));
        }

        @GetMapping("/invalid/entity")
        CompletableFuture<String> invalidEntity() {
            try (var factory = Validation.buildDefaultValidatorFactory()) {
                throw new ConstraintViolationException(factory.getValidator().validate(new Entity(" ")));
            }
        }
    }

    @RestControllerAdvice
    static class UsersAdvice {

        @ExceptionHandler
        ResponseEntity<String> users(UsersException failure) {
            return ResponseEntity.accepted().body("the user's");
        }
    }

    @ResponseStatus(HttpStatus.NOT_IMPLEMENTED)
    static class UsersException extends RuntimeException {}

    @ResponseStatus(HttpStatus.PAYMENT_REQUIRED)
    static class UnpaidException extends RuntimeException {

        UnpaidException(String message) {
            super(message);
        }
    }

    @ResponseStatus(code = HttpStatus.LOCKED, reason = "locked by another")
    static class LockedException extends RuntimeException {

        LockedException(String message) {
            super(message);
        }
    }

    @ResponseStatus(HttpStatus.CONFLICT)
    static class CheckedConflictException extends IOException {

        CheckedConflictException(String message) {
            super(message);
        }
    }

    @ResponseStatus(HttpStatus.INTERNAL_SERVER_ERROR)
    static class BrokenException extends RuntimeException {

        BrokenException(String message) {
            super(message);
        }
    }
}
