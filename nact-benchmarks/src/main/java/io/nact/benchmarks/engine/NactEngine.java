package io.nact.benchmarks.engine;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Incarnation;
import io.nact.Request;
import io.nact.SystemOptions;
import io.nact.benchmarks.Actor;
import io.nact.benchmarks.BoundedEngine;
import io.nact.benchmarks.EntityEngine;
import io.nact.benchmarks.Self;
import io.nact.dispatch.Dispatcher;
import io.nact.entity.EntityKinds;
import io.nact.mailbox.Mailboxes;
import io.nact.system.ActorSystems;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** This library, with its defaults. */
public final class NactEngine implements BoundedEngine<ActorRef<Object>>, EntityEngine<ActorRef<Object>> {

    private final ActorSystem system;

    private volatile @Nullable Described last;

    public NactEngine(Dispatcher dispatcher) {
        this.system = ActorSystems.start("benchmark", SystemOptions.defaults().withDispatcher(dispatcher));
    }

    /** The same with somebody who is told how long turns take, as an application's meters are. */
    public NactEngine recorded() {
        LongAdder nanos = new LongAdder();
        system.metrics().listen(type -> nanos::add);
        return this;
    }

    @Override
    public ActorRef<Object> spawn(Supplier<? extends Actor<ActorRef<Object>>> actor) {
        return system.spawn(behavior(actor));
    }

    /** One behavior for all actors that are alike, as a program has it. */
    private Behavior<Object> behavior(Supplier<? extends Actor<ActorRef<Object>>> actor) {
        Described known = last;
        if (known == null || known.actor() != actor) {
            known = new Described(
                    actor, Behaviors.incarnated(Object.class, context -> new Life(this, context, actor.get())));
            last = known;
        }
        return known.behavior();
    }

    private record Described(Supplier<? extends Actor<ActorRef<Object>>> actor, Behavior<Object> behavior) {}

    @Override
    public ActorRef<Object> spawnBounded(int capacity, Supplier<? extends Actor<ActorRef<Object>>> actor) {
        return system.spawn(behavior(actor).mailbox(Mailboxes.bounded(capacity)));
    }

    @Override
    public Function<String, ActorRef<Object>> entities(
            String name, Supplier<? extends Actor<ActorRef<Object>>> actor, Duration passivateAfter, int maxActive) {
        return EntityKinds.register(system, name, behavior(actor), passivateAfter, maxActive)::get;
    }

    @Override
    public void tell(ActorRef<Object> to, Object message) {
        to.tell(message);
    }

    @Override
    public CompletionStage<Object> ask(ActorRef<Object> to, Object message) {
        return to.ask(new Asked(message));
    }

    @Override
    public Object call(ActorRef<Object> to, Object message) {
        return to.call(new Asked(message));
    }

    /** A {@link Life} of 32 bytes, in place of the 24 that the library itself has for an actor with a state. */
    @Override
    public int adapterBytes() {
        return 8;
    }

    @Override
    public void close() {
        system.close();
    }

    private record Asked(Object content) implements Request<Object> {}

    private static final class Life implements Incarnation<Object>, Self<ActorRef<Object>> {

        private final NactEngine engine;

        private final ActorContext<Object> context;

        private final Actor<ActorRef<Object>> actor;

        private @Nullable Asked asked;

        Life(NactEngine engine, ActorContext<Object> context, Actor<ActorRef<Object>> actor) {
            this.engine = engine;
            this.context = context;
            this.actor = actor;
        }

        @Override
        public @Nullable CompletionStage<?> receive(Object message, ActorContext<Object> turn) {
            if (message instanceof Asked request) {
                asked = request;
                actor.receive(request.content(), this);
            } else {
                actor.receive(message, this);
            }
            return null;
        }

        @Override
        public ActorRef<Object> ref() {
            return context.self();
        }

        @Override
        public ActorRef<Object> spawn(Supplier<? extends Actor<ActorRef<Object>>> child) {
            return context.spawn(engine.behavior(child));
        }

        @Override
        public void tell(ActorRef<Object> to, Object message) {
            to.tell(message);
        }

        @Override
        public void reply(Object answer) {
            Asked request = asked;
            asked = null;
            if (request != null) {
                context.replyTo(request).reply(answer);
            }
        }

        @Override
        public void after(Duration delay, Object message) {
            context.timers().startSingle(message, message, delay);
        }

        @Override
        public void stop() {
            context.stop();
        }
    }
}
