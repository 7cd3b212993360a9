package io.nact.demo.contacts;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The user has no contact with this id. */
@ResponseStatus(HttpStatus.NOT_FOUND)
class ContactNotFoundException extends RuntimeException {

    ContactNotFoundException(long id) {
        super("There is no contact " + id);
    }
}
