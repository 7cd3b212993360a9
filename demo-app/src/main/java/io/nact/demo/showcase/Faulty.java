package io.nact.demo.showcase;

import io.nact.Receive;
import io.nact.demo.showcase.FaultyMessage.CountFailures;
import io.nact.demo.showcase.FaultyMessage.Fail;
import io.nact.spring.Actor;

/** Fails when it is asked to, and goes on with its state kept. */
@Actor
class Faulty {

    private int failures;

    @Receive
    void fail(Fail message) {
        failures++;
        throw new FaultException(message.message());
    }

    @Receive
    int count(CountFailures message) {
        return failures;
    }
}
