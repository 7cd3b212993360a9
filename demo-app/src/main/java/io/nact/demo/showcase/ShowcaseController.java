package io.nact.demo.showcase;

import io.nact.ActorRef;
import io.nact.demo.showcase.FaultyMessage.CountFailures;
import io.nact.demo.showcase.FaultyMessage.Fail;
import io.nact.demo.showcase.WorkerMessage.Await;
import io.nact.demo.showcase.WorkerMessage.Block;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Makes things slow, crowded or broken, within limits. */
@RestController
@RequestMapping("/demo")
class ShowcaseController {

    private final ActorRef<WorkerMessage> worker;

    private final ActorRef<FaultyMessage> faulty;

    ShowcaseController(ActorRef<WorkerMessage> worker, ActorRef<FaultyMessage> faulty) {
        this.worker = worker;
        this.faulty = faulty;
    }

    /** Keeps the worker busy for that long; longer than {@code nact.ask-timeout} ends with 504. */
    @PostMapping("/slow")
    CompletableFuture<Void> slow(
            @RequestParam(defaultValue = "1000") @PositiveOrZero @Max(60_000) long millis,
            @RequestParam(defaultValue = "false") boolean blocking) {
        Duration time = Duration.ofMillis(millis);
        return worker.ask(blocking ? new Block(time) : new Await(time));
    }

    /** Has the worker block its thread for that long, and does not wait for it: the live page shows it as stuck. */
    @PostMapping("/stuck")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void stuck(@RequestParam(defaultValue = "20000") @PositiveOrZero @Max(60_000) long millis) {
        worker.tell(new Block(Duration.ofMillis(millis)));
    }

    /** Sends the worker that many messages at once and does not wait for them. */
    @PostMapping("/flood")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Flood flood(
            @RequestParam(defaultValue = "1000") @PositiveOrZero @Max(1_000_000) int messages,
            @RequestParam(defaultValue = "10") @PositiveOrZero @Max(1_000) long millis) {
        Await work = new Await(Duration.ofMillis(millis));
        int taken = 0;
        for (int i = 0; i < messages; i++) {
            if (worker.tryTell(work)) {
                taken++;
            }
        }
        return new Flood(taken, messages - taken);
    }

    /** Answers with what the handler throws. */
    @GetMapping("/fail")
    CompletableFuture<Void> fail(@RequestParam(defaultValue = "on purpose") @Size(max = 1_000) String message) {
        return faulty.ask(new Fail(message));
    }

    @GetMapping("/failures")
    CompletableFuture<Integer> failures() {
        return faulty.ask(new CountFailures());
    }

    /** How many messages the worker's mailbox took, and how many it refused. */
    record Flood(int taken, int refused) {}
}
