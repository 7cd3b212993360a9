package io.nact.demo.wallet;

/**
 * What came of a deposit or a withdrawal.
 *
 * @param balance what is in the wallet now
 */
record Receipt(Outcome outcome, Balance balance) {

    enum Outcome {
        BOOKED,
        ALREADY_BOOKED,
        INSUFFICIENT_FUNDS
    }

    static Receipt booked(Balance after) {
        return new Receipt(Outcome.BOOKED, after);
    }

    static Receipt alreadyBooked(Balance now) {
        return new Receipt(Outcome.ALREADY_BOOKED, now);
    }

    static Receipt insufficientFunds(Balance unchanged) {
        return new Receipt(Outcome.INSUFFICIENT_FUNDS, unchanged);
    }
}
