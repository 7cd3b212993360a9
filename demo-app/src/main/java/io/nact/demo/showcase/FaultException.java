package io.nact.demo.showcase;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** What the faulty actor throws. */
@ResponseStatus(HttpStatus.INTERNAL_SERVER_ERROR)
class FaultException extends RuntimeException {

    FaultException(String message) {
        super(message);
    }
}
