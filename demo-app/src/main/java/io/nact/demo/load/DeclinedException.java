package io.nact.demo.load;

/** A payment that has failed. */
class DeclinedException extends RuntimeException {

    DeclinedException(String message) {
        super(message);
    }
}
