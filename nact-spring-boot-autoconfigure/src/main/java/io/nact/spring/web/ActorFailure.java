package io.nact.spring.web;

import io.nact.ActorException;
import io.nact.ActorStoppedException;
import io.nact.AskCycleException;
import io.nact.AskTimeoutException;
import io.nact.MailboxFullException;
import io.nact.NoReplyException;
import io.nact.UnhandledMessageException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** What each way for an ask to fail means to an HTTP client. */
enum ActorFailure {
    TOO_SLOW(HttpStatus.GATEWAY_TIMEOUT, "The request was not answered in time."),
    FULL(HttpStatus.SERVICE_UNAVAILABLE, "Too many requests are waiting already. Try again later."),
    STOPPED(HttpStatus.SERVICE_UNAVAILABLE, "The request cannot be answered just now. Try again later."),
    MISTAKE(HttpStatus.INTERNAL_SERVER_ERROR, "The request could not be answered.");

    /** An actor that makes room, or starts again, does so soon. */
    private static final String SECONDS_TO_RETRY = "1";

    private static final Map<Class<?>, ActorFailure> BY_EXCEPTION = Map.of(
            AskTimeoutException.class, TOO_SLOW,
            MailboxFullException.class, FULL,
            ActorStoppedException.class, STOPPED,
            AskCycleException.class, MISTAKE,
            NoReplyException.class, MISTAKE,
            UnhandledMessageException.class, MISTAKE);

    private final HttpStatus status;

    private final String detail;

    ActorFailure(HttpStatus status, String detail) {
        this.status = status;
        this.detail = detail;
    }

    /** Null if it is none. */
    static @Nullable ResponseEntity<ProblemDetail> answer(Throwable cause) {
        for (Class<?> type = cause.getClass();
                ActorException.class.isAssignableFrom(type);
                type = type.getSuperclass()) {
            ActorFailure failure = BY_EXCEPTION.get(type);
            if (failure != null) {
                return failure.answer();
            }
        }
        return null;
    }

    private ResponseEntity<ProblemDetail> answer() {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, SECONDS_TO_RETRY);
        }
        return answer.body(ProblemDetail.forStatusAndDetail(status, detail));
    }
}
