package io.nact.demo.monitoring;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behaviors;
import io.nact.supervision.Directive;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Whatever meters tell of, going on until it is closed: callers that are answered, that get errors, that are refused and
 * that wait too long, each with one request at a time; an actor that crashes and is reset; and one that is stuck.
 */
final class Load implements AutoCloseable {

    private static final long PAUSE_MILLIS = 50;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

    private final HttpClient http = HttpClient.newHttpClient();

    private final CountDownLatch end = new CountDownLatch(1);

    private final URI application;

    private Load(int port) {
        application = URI.create("http://127.0.0.1:" + port);
    }

    /** Begins with the application on that port, whose mailboxes have room for a hundred messages. */
    static Load on(ActorSystem system, int port) {
        Load load = new Load(port);
        load.repeat(() -> load.request("GET", "/hello/Erlich"));
        load.repeat(() -> load.request("GET", "/api/laurie/contacts"));
        load.repeat(() -> load.request("GET", "/demo/fail"));
        load.repeat(() -> load.request("POST", "/demo/flood?messages=120&millis=30"));
        load.repeat(() -> load.request("POST", "/demo/slow?millis=0")); // waits behind the flood, and expires there
        ActorRef<String> crashing = load.crashing(system);
        load.repeat(() -> crashing.ask(replyTo -> "on purpose", Duration.ofMillis(500)));
        ActorRef<String> stuck = load.stuck(system);
        load.repeat(() -> stuck.ask(replyTo -> "waits in vain", Duration.ofMillis(500)));
        return load;
    }

    private ActorRef<String> crashing(ActorSystem system) {
        return system.spawn(
                "crashing",
                Behaviors.stateful(String.class, 0, (turns, message, context) -> {
                            throw new IllegalStateException(message);
                        })
                        .onCrash(crash -> Directive.RESET));
    }

    private ActorRef<String> stuck(ActorSystem system) {
        return system.spawn("stuck", Behaviors.stateful(String.class, 0, (turns, message, context) -> {
            end.await();
            return turns + 1;
        }));
    }

    private CompletableFuture<?> request(String method, String path) {
        return http.sendAsync(
                HttpRequest.newBuilder(application.resolve(path))
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.discarding());
    }

    /** Again and again, each a while after the one before has ended. */
    private void repeat(Supplier<CompletableFuture<?>> action) {
        action.get()
                .whenComplete((result, failure) ->
                        thread.schedule(() -> repeat(action), PAUSE_MILLIS, TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
        thread.shutdownNow();
        end.countDown();
    }
}
