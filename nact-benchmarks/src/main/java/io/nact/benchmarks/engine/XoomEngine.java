package io.nact.benchmarks.engine;

import io.nact.benchmarks.Actor;
import io.nact.benchmarks.Engine;
import io.nact.benchmarks.Self;
import io.vlingo.xoom.actors.Configuration;
import io.vlingo.xoom.actors.Definition;
import io.vlingo.xoom.actors.World;
import io.vlingo.xoom.actors.plugin.mailbox.concurrentqueue.ConcurrentQueueMailboxPlugin.ConcurrentQueueMailboxPluginConfiguration;
import io.vlingo.xoom.common.Completes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * XOOM (vlingo), with its default mailbox. It sets no timer for an answer that is waited for, and its directory never lets
 * go of an actor that has stopped.
 */
public final class XoomEngine implements Engine<XoomReceiver> {

    /** The default: one message, then the mailbox queues again for a thread. */
    private static final int MESSAGES_IN_A_ROW = 1;

    private final World world = World.start(
            "benchmark",
            Configuration.define()
                    .with(ConcurrentQueueMailboxPluginConfiguration.define()
                            .defaultMailbox()
                            .numberOfDispatchers(2)
                            .dispatcherThrottlingCount(MESSAGES_IN_A_ROW)));

    @Override
    public XoomReceiver spawn(Supplier<? extends Actor<XoomReceiver>> actor) {
        return world.actorFor(XoomReceiver.class, definition(actor));
    }

    private static Definition definition(Supplier<? extends Actor<XoomReceiver>> actor) {
        return Definition.has(Life.class, () -> new Life(actor.get()));
    }

    @Override
    public void tell(XoomReceiver to, Object message) {
        to.receive(message);
    }

    @Override
    public CompletionStage<Object> ask(XoomReceiver to, Object message) {
        CompletableFuture<Object> future = new CompletableFuture<>();
        to.answer(message).andFinallyConsume(future::complete);
        return future;
    }

    @Override
    public Object call(XoomReceiver to, Object message) {
        return to.answer(message).await();
    }

    @Override
    public void close() {
        world.terminate();
    }

    private static final class Life extends io.vlingo.xoom.actors.Actor implements XoomReceiver, Self<XoomReceiver> {

        private final Actor<XoomReceiver> actor;

        /** Kept, because XOOM makes another proxy by reflection whenever it is asked for one. */
        private @Nullable XoomReceiver ref;

        Life(Actor<XoomReceiver> actor) {
            this.actor = actor;
        }

        @Override
        public void receive(Object message) {
            actor.receive(message, this);
        }

        @Override
        public Completes<Object> answer(Object message) {
            actor.receive(message, this);
            return completes();
        }

        @Override
        public XoomReceiver ref() {
            XoomReceiver known = ref;
            if (known == null) {
                known = selfAs(XoomReceiver.class);
                ref = known;
            }
            return known;
        }

        @Override
        public XoomReceiver spawn(Supplier<? extends Actor<XoomReceiver>> child) {
            return childActorFor(XoomReceiver.class, XoomEngine.definition(child));
        }

        @Override
        public void tell(XoomReceiver to, Object message) {
            to.receive(message);
        }

        @Override
        public void reply(Object answer) {
            completes().with(answer);
        }

        @Override
        public void after(Duration delay, Object message) {
            XoomReceiver self = ref();
            scheduler().scheduleOnce((timer, data) -> self.receive(data), message, Duration.ZERO, delay);
        }
    }
}
