package io.nact.demo.shop;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** An order that has been rolled back. */
class OrderFailedException extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    OrderFailedException(String message) {
        super(HttpStatus.CONFLICT, ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, message), null);
    }
}
