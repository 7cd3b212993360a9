package io.nact.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.Behaviors;
import io.nact.dispatch.Dispatcher;
import io.nact.dispatch.Dispatchers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who always has something to do leaves the others their turns. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class FairnessTests {

    private static final int OTHERS = 1_000;

    private static final int MESSAGES = 20;

    @RegisterExtension
    final TestSystem system;

    private final AtomicBoolean flooding = new AtomicBoolean(true);

    private final AtomicLong flood = new AtomicLong();

    private final Engines engine;

    FairnessTests(Engines engine) {
        this.engine = engine;
        system = TestSystem.on(engine).with(options -> options.withDispatcher(twoThreads(engine)));
    }

    private static Dispatcher twoThreads(Engines engine) {
        return engine == Engines.POOL ? Dispatchers.workStealing("fair", 2) : engine.dispatcher("fair");
    }

    /** Virtual threads share their carriers as the JDK sees fit: as many floods as carriers are preferred to what comes from outside. */
    private int atOnce(int floods) {
        return engine == Engines.POOL ? floods : 1;
    }

    @AfterEach
    void endTheFlood() {
        flooding.set(false);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void whoFloodsItselfLeavesTheOthersTheirTurns(int flooders) {
        for (int i = 0; i < atOnce(flooders); i++) {
            ActorRef<Object> flooder = system.spawn("flooder " + i, Behaviors.stateful(0, (count, message, context) -> {
                flood.incrementAndGet();
                if (flooding.get()) {
                    context.self().tell(message);
                }
                return count;
            }));
            for (int j = 0; j < 1_000; j++) {
                flooder.tell("again");
            }
        }

        expectTheOthersToFinish();
    }

    /** Each wakes the other, over and over. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void pairsThatKeepOneAnotherBusyLeaveTheOthersTheirTurns(int pairs) {
        for (int i = 0; i < atOnce(pairs); i++) {
            ActorRef<ActorRef<?>> one = system.spawn("one " + i, Behaviors.stateful(0, this::hitBack));
            ActorRef<ActorRef<?>> other = system.spawn("other " + i, Behaviors.stateful(0, this::hitBack));
            one.tell(other);
        }

        expectTheOthersToFinish();
    }

    @SuppressWarnings("unchecked") // the players send one another
    private int hitBack(int count, ActorRef<?> from, ActorContext<ActorRef<?>> context) {
        flood.incrementAndGet();
        if (flooding.get()) {
            ((ActorRef<ActorRef<?>>) from).tell(context.self());
        }
        return count;
    }

    private void expectTheOthersToFinish() {
        await("the flood").until(() -> flood.get() > 10_000);
        AtomicInteger finished = new AtomicInteger();
        List<ActorRef<Object>> others = new ArrayList<>();
        for (int i = 0; i < OTHERS; i++) {
            others.add(system.spawn("bystander " + i, Behaviors.stateful(0, (count, message, context) -> {
                if (count + 1 == MESSAGES) {
                    finished.incrementAndGet();
                }
                return count + 1;
            })));
        }
        for (int i = 0; i < MESSAGES; i++) {
            others.forEach(other -> other.tell("work"));
        }

        await("the others").atMost(Duration.ofSeconds(20)).untilAtomic(finished, is(OTHERS));

        long then = flood.get();
        await("the flood to go on").until(() -> flood.get() > then + 1_000);
        assertThat(flooding).isTrue();
    }
}
