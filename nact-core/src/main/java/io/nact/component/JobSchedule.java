package io.nact.component;

import java.time.Duration;

/** When a method runs that runs again and again. Asked in the actor's turn. */
public interface JobSchedule {

    /** How long it is until the first time in a life of the actor. */
    Duration first();

    /** How long it is until the next time, asked when the method begins to run. */
    Duration next();
}
