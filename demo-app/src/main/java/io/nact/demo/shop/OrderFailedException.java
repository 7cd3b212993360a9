package io.nact.demo.shop;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** An order that has been rolled back. */
@ResponseStatus(HttpStatus.CONFLICT)
class OrderFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OrderFailedException(String message) {
        super(message);
    }
}
