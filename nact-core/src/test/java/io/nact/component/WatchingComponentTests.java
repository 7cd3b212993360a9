package io.nact.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nact.ActorContext;
import io.nact.ActorException;
import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behaviors;
import io.nact.Receive;
import io.nact.Request;
import io.nact.Terminated;
import io.nact.UnhandledMessageException;
import io.nact.supervision.Crash;
import io.nact.supervision.Directive;
import io.nact.system.ActorSystems;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A component learns of the end of an actor that it watches. */
class WatchingComponentTests {

    private final ActorSystem system = ActorSystems.start("watching");

    private final ActorRef<String> watched =
            system.spawn("watched", Behaviors.stateless(String.class, (message, context) -> {}));

    private final BlockingQueue<Terminated> news = new LinkedBlockingQueue<>();

    private final BlockingQueue<Crash> crashes = new LinkedBlockingQueue<>();

    private final CompletableFuture<Void> stage = new CompletableFuture<>();

    @AfterEach
    void stop() {
        system.close();
    }

    record Watch(ActorRef<?> actor) implements Request<Void> {}

    /** Does not say what is to happen. */
    static class Careless {

        @Receive
        void watch(Watch message, ActorContext<Watch> context) {
            context.watch(message.actor());
        }
    }

    class Watcher extends Careless {

        @Receive
        void ended(Terminated ended, ActorContext<Watch> context) {
            news.add(ended);
        }
    }

    class Waiting extends Careless {

        @Receive
        CompletionStage<?> ended(Terminated ended) {
            news.add(ended);
            return stage;
        }
    }

    class Reentrant extends Careless {

        @Receive(reentrant = true)
        CompletionStage<?> ended(Terminated ended) {
            news.add(ended);
            return stage;
        }
    }

    static class Failing extends Careless {

        @Receive
        void ended(Terminated ended) throws IOException {
            throw new IOException("on purpose");
        }
    }

    @Test
    void handsTheNewsToItsHandler() throws Exception {
        ActorRef<Watch> watcher = spawn(new Watcher());

        endWatchedBy(watcher);

        assertThat(nextNews()).isEqualTo(new Terminated(watched, Terminated.Reason.STOPPED, null));
        watcher.call(new Watch(watched));
        assertThat(nextNews().reason()).isEqualTo(Terminated.Reason.NOT_FOUND);
        assertThat(crashes).isEmpty();
    }

    @Test
    void waitsForTheStageOfItsHandler() throws Exception {
        ActorRef<Watch> watcher = spawn(new Waiting());

        endWatchedBy(watcher);

        nextNews();
        CompletableFuture<Void> next = watcher.ask(new Watch(watched));
        assertThat(next).isNotDone();
        stage.complete(null);
        next.get(10, TimeUnit.SECONDS);
    }

    @Test
    void goesOnAtOnceAfterAReentrantHandler() throws Exception {
        ActorRef<Watch> watcher = spawn(new Reentrant());

        endWatchedBy(watcher);

        nextNews();
        watcher.call(new Watch(watched));
        assertThat(stage).isNotDone();
    }

    @Test
    void crashesOnTheNewsIfItsHandlerFails() throws Exception {
        endWatchedBy(spawn(new Failing()));

        Crash crash = nextCrash();
        assertThat(crash.cause()).isInstanceOf(IOException.class).hasMessage("on purpose");
        assertThat(crash.message()).isEqualTo(new Terminated(watched, Terminated.Reason.STOPPED, null));
    }

    @Test
    void crashesOnTheNewsIfTheStageOfItsHandlerFails() throws Exception {
        endWatchedBy(spawn(new Waiting()));

        stage.completeExceptionally(new IOException("on purpose"));

        assertThat(nextCrash().cause()).isInstanceOf(IOException.class).hasMessage("on purpose");
    }

    @Test
    void crashesOnTheNewsWithoutAHandler() throws Exception {
        ActorRef<Watch> watcher = spawn(new Careless());

        endWatchedBy(watcher);

        assertThat(nextCrash().cause())
                .isExactlyInstanceOf(ActorException.class)
                .hasMessage(
                        "nact://watching/watcher watches nact://watching/watched, which has ended (STOPPED), and does"
                                + " not say what then: use onTerminated, watchWith, or a @Receive method for Terminated");
        watcher.call(new Watch(watched));
    }

    @Test
    void hasTheProtocolOfItsMessages() {
        ActorRef<Watch> watcher = spawn(new Watcher());
        Terminated forged = new Terminated(watched, Terminated.Reason.STOPPED, null);

        assertThat(Component.of(Watcher.class).protocol()).isEqualTo(Watch.class);
        assertThat(Component.of(Watcher.class).unhandled(Terminated.class)).containsExactly(Terminated.class);
        assertThatThrownBy(() -> tell(watcher, forged)).isInstanceOf(UnhandledMessageException.class);
        assertThat(news).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static void tell(ActorRef<?> actor, Object message) {
        ((ActorRef<Object>) actor).tell(message);
    }

    @SuppressWarnings("unchecked")
    private ActorRef<Watch> spawn(Careless watcher) {
        Component<Watch> component = (Component<Watch>) Component.of(watcher.getClass());
        return system.spawn("watcher", component.behavior(context -> watcher).onCrash(crash -> {
            crashes.add(crash);
            return Directive.RESUME;
        }));
    }

    private void endWatchedBy(ActorRef<Watch> watcher) {
        watcher.call(new Watch(watched));
        system.stop(watched).join();
    }

    private Terminated nextNews() throws InterruptedException {
        Terminated next = news.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("news within ten seconds").isNotNull();
        return next;
    }

    private Crash nextCrash() throws InterruptedException {
        Crash next = crashes.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("crash within ten seconds").isNotNull();
        return next;
    }
}
