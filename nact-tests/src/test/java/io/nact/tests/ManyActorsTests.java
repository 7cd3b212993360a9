package io.nact.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.nact.ActorRef;
import io.nact.inspect.ActorRow;
import io.nact.inspect.Inspector;
import io.nact.inspect.Ranking;
import io.nact.inspect.Summary;
import java.lang.management.ManagementFactory;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A look at very many actors: it finds the one, and costs little. What it takes is printed, and nothing asserts it. */
class ManyActorsTests {

    private static final int MANY = 100_000;

    @RegisterExtension
    final TestSystem system = TestSystem.create();

    private final Probe<Object> probe = new Probe<>();

    private final Gate gate = new Gate();

    @AfterEach
    void letGo() {
        gate.open();
    }

    @Test
    void oneStuckActorOfTenThousandIsFoundInOneCall() {
        ActorRef<Object> parent = system.spawn("parent", probe.behavior());
        List<ActorRef<Script<?>>> actors = IntStream.range(0, 10_000)
                .mapToObj(i -> system.spawn(parent, "a" + i, Script.syncActor().type("worker")))
                .toList();
        actors.forEach(actor -> actor.tell(Script.run(context -> {})));
        actors.forEach(Script::settle);
        ActorRef<Script<?>> stuck = actors.get(4_711);
        stuck.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        stuck.tell(Script.run(context -> {}));

        Summary seen = system.actors().inspect().summary(Set.of(Ranking.IN_HAND, Ranking.DEPTH), 5);

        assertThat(seen.top().get(Ranking.IN_HAND)).extracting(ActorRow::path).containsExactly(stuck.path());
        assertThat(seen.top().get(Ranking.DEPTH)).extracting(ActorRow::path).containsExactly(stuck.path());
        assertThat(system.actors().inspect().actor(stuck.path()).orElseThrow().turns())
                .singleElement()
                .satisfies(turn -> assertThat(turn.thread().stack())
                        .anyMatch(frame -> frame.getMethodName().equals("pass")));
    }

    @Test
    void aLookAtAHundredThousandActorsAllocatesLittle() {
        for (int i = 0; i < 100; i++) {
            ActorRef<Object> parent = system.spawn("parent-" + i, probe.behavior());
            for (int child = 0; child < MANY / 100; child++) {
                system.spawn(parent, "c" + child, Script.syncActor().type("child"))
                        .tell(Script.run(context -> {}));
            }
        }
        Inspector inspector = system.actors().inspect();
        Set<Ranking> orders = EnumSet.allOf(Ranking.class);
        look(inspector, orders, 30);

        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long nanos = System.nanoTime();
        long cpu = threads.getCurrentThreadCpuTime();
        int looks = 20;
        look(inspector, orders, looks);
        long took = (System.nanoTime() - nanos) / looks;
        long bytes = (threads.getCurrentThreadAllocatedBytes() - allocated) / looks;
        cpu = (threads.getCurrentThreadCpuTime() - cpu) / looks;

        System.out.printf(
                "A look at %,d actors took %.1f ms, %.1f of a processor, and %,d bytes%n",
                MANY, took / 1e6, cpu / 1e6, bytes);
        // That is what is remembered for rates, once a second at most; nothing else depends on how many there are.
        assertThat(bytes).isLessThan(12L * MANY);
    }

    private static void look(Inspector inspector, Set<Ranking> orders, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(inspector.summary(orders, 10).total().actors()).isEqualTo(MANY + 100);
        }
    }
}
