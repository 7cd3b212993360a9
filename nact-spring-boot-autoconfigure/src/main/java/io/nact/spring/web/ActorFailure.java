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
    NOT_STORED(
            HttpStatus.SERVICE_UNAVAILABLE,
            "It is not known whether what was requested has been stored. See what is there, or try again later."),
    DONE_BEFORE(HttpStatus.CONFLICT, "What was requested has been done before."),
    MISTAKE(HttpStatus.INTERNAL_SERVER_ERROR, "The request could not be answered.");

    /** An actor that makes room, or starts again, does so soon. */
    private static final String SECONDS_TO_RETRY = "1";

    /** By the names of their classes, for those of persistence may not be there. */
    private static final Map<String, ActorFailure> BY_EXCEPTION = Map.of(
            AskTimeoutException.class.getName(),
            TOO_SLOW,
            MailboxFullException.class.getName(),
            FULL,
            ActorStoppedException.class.getName(),
            STOPPED,
            AskCycleException.class.getName(),
            MISTAKE,
            NoReplyException.class.getName(),
            MISTAKE,
            UnhandledMessageException.class.getName(),
            MISTAKE,
            "io.nact.persistence.AlreadyProcessedException",
            DONE_BEFORE,
            "io.nact.persistence.journal.JournalUnavailableException",
            NOT_STORED,
            "io.nact.persistence.journal.SequenceConflictException",
            NOT_STORED,
            "io.nact.persistence.journal.PersistenceException",
            MISTAKE);

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
            ActorFailure failure = BY_EXCEPTION.get(type.getName());
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
