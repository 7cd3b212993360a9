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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Whatever meters tell of, going on until it is closed: requests that are answered, that fail, that are refused and that
 * take too long; an actor that crashes and is reset; and one that is stuck.
 */
final class Load implements AutoCloseable {

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

    private final HttpClient http = HttpClient.newHttpClient();

    private final CountDownLatch end = new CountDownLatch(1);

    private final ActorRef<String> crashing;

    private final ActorRef<String> stuck;

    private final URI application;

    private int round;

    private Load(ActorSystem system, int port) {
        application = URI.create("http://127.0.0.1:" + port);
        crashing = system.spawn(
                "crashing",
                Behaviors.stateless(String.class, (message, context) -> {
                            throw new IllegalStateException(message);
                        })
                        .concurrency(1)
                        .onCrash(crash -> Directive.RESET));
        stuck = system.spawn(
                "stuck", Behaviors.stateful(String.class, 0, (turns, message, context) -> {
                    end.await();
                    return turns + 1;
                }));
        stuck.tell("in hand");
    }

    /** Begins with the application on that port, whose mailboxes have room for a hundred messages. */
    static Load on(ActorSystem system, int port) {
        Load load = new Load(system, port);
        load.thread.scheduleWithFixedDelay(load::next, 0, 100, TimeUnit.MILLISECONDS);
        return load;
    }

    private void next() {
        round++;
        get("/hello/Erlich");
        get("/api/user-" + round % 20 + "/contacts");
        get("/demo/fail");
        post("/demo/slow?millis=0"); // waits behind the flood, and expires there
        post("/demo/flood?messages=120&millis=30");
        crashing.tell("on purpose");
        stuck.ask(replyTo -> "waits in vain", Duration.ofMillis(200));
    }

    private void get(String path) {
        http.sendAsync(HttpRequest.newBuilder(application.resolve(path)).build(), BodyHandlers.discarding());
    }

    private void post(String path) {
        http.sendAsync(
                HttpRequest.newBuilder(application.resolve(path))
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.discarding());
    }

    @Override
    public void close() {
        thread.shutdownNow();
        end.countDown();
    }
}
