package io.nact.spring.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.util.StringUtils;
import org.springframework.web.ErrorResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;

/** The status that an exception says itself: as an {@link ErrorResponse} or by {@link ResponseStatus} at its class. */
final class DeclaredStatus {

    private DeclaredStatus() {}

    /** Null if it says none, or if it is one of Spring's own, such as that for a parameter that is missing. */
    static @Nullable ResponseEntity<ProblemDetail> answer(Throwable cause) {
        if (isSprings(cause.getClass())) {
            return null;
        }
        if (cause instanceof ErrorResponse response) {
            return ResponseEntity.status(response.getStatusCode())
                    .headers(response.getHeaders())
                    .body(response.getBody());
        }
        ResponseStatus said = AnnotatedElementUtils.findMergedAnnotation(cause.getClass(), ResponseStatus.class);
        if (said == null) {
            return null;
        }
        HttpStatus status = said.code();
        // Who gives an exception its status writes it for the client.
        String detail = StringUtils.hasText(said.reason()) ? said.reason() : cause.getMessage();
        return ResponseEntity.status(status).body(ProblemDetail.forStatusAndDetail(status, detail));
    }

    /** Except those that are there to be thrown by anybody. */
    private static boolean isSprings(Class<?> type) {
        return type.getName().startsWith("org.springframework.")
                && type != ResponseStatusException.class
                && type != ErrorResponseException.class;
    }
}
