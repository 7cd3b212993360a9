package io.nact.benchmarks.engine;

import io.nact.benchmarks.Actor;
import io.nact.benchmarks.Engine;
import io.nact.benchmarks.Self;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;

/** Pekko's classic actors. */
public final class PekkoClassicEngine implements Engine<ActorRef> {

    private static final Duration ASK_TIMEOUT = Duration.ofSeconds(5);

    private final ActorSystem system = PekkoSystem.start();

    @Override
    public ActorRef spawn(Supplier<? extends Actor<ActorRef>> actor) {
        return system.actorOf(props(actor));
    }

    private static Props props(Supplier<? extends Actor<ActorRef>> actor) {
        return Props.create(Life.class, () -> new Life(actor.get()));
    }

    @Override
    public void tell(ActorRef to, Object message) {
        to.tell(message, ActorRef.noSender());
    }

    @Override
    public CompletionStage<Object> ask(ActorRef to, Object message) {
        return Patterns.ask(to, message, ASK_TIMEOUT);
    }

    @Override
    public void close() {
        PekkoSystem.stop(system);
    }

    private static final class Life extends AbstractActor implements Self<ActorRef> {

        private final Actor<ActorRef> actor;

        Life(Actor<ActorRef> actor) {
            this.actor = actor;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .matchAny(message -> actor.receive(message, this))
                    .build();
        }

        @Override
        public ActorRef ref() {
            return getSelf();
        }

        @Override
        public ActorRef spawn(Supplier<? extends Actor<ActorRef>> child) {
            return getContext().actorOf(props(child));
        }

        @Override
        public void tell(ActorRef to, Object message) {
            to.tell(message, getSelf());
        }

        @Override
        public void reply(Object answer) {
            getSender().tell(answer, getSelf());
        }

        @Override
        public void after(Duration delay, Object message) {
            getContext()
                    .getSystem()
                    .scheduler()
                    .scheduleOnce(delay, getSelf(), message, getContext().getDispatcher(), ActorRef.noSender());
        }

        @Override
        public void stop() {
            getContext().stop(getSelf());
        }
    }
}
