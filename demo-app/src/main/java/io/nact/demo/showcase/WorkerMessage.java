package io.nact.demo.showcase;

import io.nact.Request;
import java.time.Duration;

/** What the worker can be told. */
sealed interface WorkerMessage extends Request<Void> {

    /** Work that waits for something else, such as a remote service, and needs no thread meanwhile. */
    record Await(Duration time) implements WorkerMessage {}

    /** Work that holds its thread, as a call to a database does. */
    record Block(Duration time) implements WorkerMessage {}
}
