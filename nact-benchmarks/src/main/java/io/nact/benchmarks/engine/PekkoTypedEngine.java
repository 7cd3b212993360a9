package io.nact.benchmarks.engine;

import io.nact.benchmarks.Actor;
import io.nact.benchmarks.Engine;
import io.nact.benchmarks.Self;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Scheduler;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * Pekko's typed actors, in the functional style of its documentation. Their system is a classic one, as its page on
 * coexistence shows: only there can any thread spawn an actor without asking another one to do it, which is what
 * {@code SpawnProtocol} would cost. {@code systemActorOf}, just as cheap, is not meant for applications.
 */
public final class PekkoTypedEngine implements Engine<ActorRef<Object>> {

    private static final Duration ASK_TIMEOUT = Duration.ofSeconds(5);

    private final ActorSystem system = PekkoSystem.start();

    private final Scheduler scheduler = Adapter.toTyped(system).scheduler();

    @Override
    public ActorRef<Object> spawn(Supplier<? extends Actor<ActorRef<Object>>> actor) {
        return Adapter.spawnAnonymous(system, behavior(actor));
    }

    private static Behavior<Object> behavior(Supplier<? extends Actor<ActorRef<Object>>> actor) {
        return Behaviors.setup(context -> Behaviors.receiveMessage(new Life(context, actor.get())::receive));
    }

    @Override
    public void tell(ActorRef<Object> to, Object message) {
        to.tell(message);
    }

    @Override
    public CompletionStage<Object> ask(ActorRef<Object> to, Object message) {
        return AskPattern.ask(to, (ActorRef<Object> asker) -> new Asked(message, asker), ASK_TIMEOUT, scheduler);
    }

    /** A {@link Life}. */
    @Override
    public int adapterBytes() {
        return 32;
    }

    @Override
    public void close() {
        PekkoSystem.stop(system);
    }

    private record Asked(Object content, ActorRef<Object> asker) {}

    private static final class Life implements Self<ActorRef<Object>> {

        private final ActorContext<Object> context;

        private final Actor<ActorRef<Object>> actor;

        private @Nullable ActorRef<Object> asker;

        private boolean stopped;

        Life(ActorContext<Object> context, Actor<ActorRef<Object>> actor) {
            this.context = context;
            this.actor = actor;
        }

        Behavior<Object> receive(Object message) {
            if (message instanceof Asked asked) {
                asker = asked.asker();
                actor.receive(asked.content(), this);
            } else {
                actor.receive(message, this);
            }
            return stopped ? Behaviors.stopped() : Behaviors.same();
        }

        @Override
        public ActorRef<Object> ref() {
            return context.getSelf();
        }

        @Override
        public ActorRef<Object> spawn(Supplier<? extends Actor<ActorRef<Object>>> child) {
            return context.spawnAnonymous(behavior(child));
        }

        @Override
        public void tell(ActorRef<Object> to, Object message) {
            to.tell(message);
        }

        @Override
        public void reply(Object answer) {
            ActorRef<Object> to = asker;
            asker = null;
            if (to != null) {
                to.tell(answer);
            }
        }

        @Override
        public void after(Duration delay, Object message) {
            context.scheduleOnce(delay, context.getSelf(), message);
        }

        @Override
        public void stop() {
            stopped = true;
        }
    }
}
