package io.nact.demo.web;

import io.nact.ActorStoppedException;
import io.nact.AskTimeoutException;
import io.nact.MailboxFullException;
import jakarta.servlet.ServletException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Answers every failure with a problem detail: an actor that is too slow with 504, one that is full or gone with 503, and
 * what a handler threw with its own message and, if its class names one, its own status.
 *
 * <p>It also logs what the server is to blame for: nact logs nothing about an exception that an asker has received.
 */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final String SECONDS_TO_RETRY = "1";

    @ExceptionHandler(Exception.class)
    ResponseEntity<Object> failed(Exception failure, WebRequest request) throws Exception {
        Throwable cause = unwrapped(failure);
        if (cause instanceof ErrorResponse response) {
            log(response.getStatusCode(), cause, request);
            return ResponseEntity.status(response.getStatusCode())
                    .headers(response.getHeaders())
                    .body(response.getBody());
        }
        HttpStatus status = statusOf(cause);
        log(status, cause, request);
        HttpHeaders headers = new HttpHeaders();
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            headers.set(HttpHeaders.RETRY_AFTER, SECONDS_TO_RETRY);
        }
        return ResponseEntity.status(status)
                .headers(headers)
                .body(ProblemDetail.forStatusAndDetail(status, cause.getMessage()));
    }

    /** A status that was meant, such as that of an overloaded actor, is worth a line; anything else its stack trace. */
    private void log(HttpStatusCode status, Throwable cause, WebRequest request) {
        if (!status.is5xxServerError()) {
            return;
        }
        String what = "%d for %s: %s".formatted(status.value(), request.getDescription(false), cause);
        if (status.isSameCodeAs(HttpStatus.INTERNAL_SERVER_ERROR)) {
            logger.error(what, cause);
        } else {
            logger.warn(what);
        }
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        log(status, failure, request);
        return super.handleExceptionInternal(failure, body, headers, status, request);
    }

    private static HttpStatus statusOf(Throwable cause) {
        if (cause instanceof AskTimeoutException) {
            return HttpStatus.GATEWAY_TIMEOUT;
        }
        if (cause instanceof MailboxFullException || cause instanceof ActorStoppedException) {
            return HttpStatus.SERVICE_UNAVAILABLE;
        }
        ResponseStatus said = AnnotatedElementUtils.findMergedAnnotation(cause.getClass(), ResponseStatus.class);
        return said == null ? HttpStatus.INTERNAL_SERVER_ERROR : said.code();
    }

    /** What an actor threw comes wrapped by the stages behind it; an error also by the servlet. */
    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean wrapper = failure instanceof CompletionException
                || failure instanceof ExecutionException
                || failure.getClass() == ServletException.class;
        return wrapper && cause != null ? unwrapped(cause) : failure;
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Map<String, @Nullable String> errors = new LinkedHashMap<>();
        invalid.getFieldErrors().forEach(error -> errors.put(error.getField(), error.getDefaultMessage()));
        invalid.getBody().setProperty("errors", errors);
        return super.handleMethodArgumentNotValid(invalid, headers, status, request);
    }
}
