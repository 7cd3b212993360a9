package io.nact.demo.greeting;

import io.nact.ActorRef;
import java.util.concurrent.CompletableFuture;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class GreetingController {
    private final ActorRef<Greet> greeter; // injected by its message type

    GreetingController(ActorRef<Greet> greeter) {
        this.greeter = greeter;
    }

    @GetMapping("/hello/{name}")
    CompletableFuture<String> hello(@PathVariable String name) {
        return greeter.ask(new Greet(name));
    }
}
