package io.nact.demo.showcase;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.nact.Receive;
import io.nact.demo.showcase.WorkerMessage.Await;
import io.nact.demo.showcase.WorkerMessage.Block;
import io.nact.spring.Actor;
import java.util.concurrent.CompletableFuture;

/** Takes as long as it is told to, one message after the other. */
@Actor
class Worker {

    /** The worker takes its next message when the stage completes. */
    @Receive
    CompletableFuture<Void> await(Await message) {
        return CompletableFuture.runAsync(
                () -> {}, CompletableFuture.delayedExecutor(message.time().toMillis(), MILLISECONDS));
    }

    @Receive
    void block(Block message) throws InterruptedException {
        Thread.sleep(message.time().toMillis());
    }
}
