package io.nact.spring.test.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nact.ActorRef;
import io.nact.Receive;
import io.nact.Request;
import io.nact.spring.Actor;
import io.nact.spring.test.ActorSimulation;
import io.nact.spring.test.shop.PrinterMessage.Printed;
import io.nact.testkit.Simulation;
import io.nact.testkit.SimulationError;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Before;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.test.context.TestConfiguration;

/** Spring's actors, injected and proxied, in many orders of events on one thread. */
class ActorSimulationTests {

    @SuppressWarnings("unchecked")
    private static <M> ActorRef<M> ref(BeanFactory context, String name) {
        return context.getBean(name, ActorRef.class);
    }

    @Test
    void playsActorsThatAreInjectedIntoOneAnother() {
        Simulation.Outcome outcome = ActorSimulation.of(Till.class, Printer.class, PriceList.class)
                .seeds(20)
                .run((context, run) -> {
                    ActorRef<Sale> till = ref(context, "till");
                    ActorRef<PrinterMessage> printer = ref(context, "printer");
                    run.concurrently(() -> till.tell(new Sale("lamp")), () -> till.tell(new Sale("bed")));

                    run.untilQuiet();
                    assertThat(run.await(printer.ask(new Printed()))).containsExactlyInAnyOrder("lamp: 40", "bed: 30");
                });

        assertThat(outcome.runs()).isEqualTo(20);
        assertThat(outcome.interleavings()).isGreaterThan(1);
    }

    @Test
    void findsAPlantedRaceAndRepeatsIt() {
        ActorSimulation simulation = ActorSimulation.of(Till.class, Printer.class, PriceList.class);
        ActorSimulation.Scenario scenario = (context, run) -> {
            ActorRef<Sale> till = ref(context, "till");
            ActorRef<PrinterMessage> printer = ref(context, "printer");
            run.concurrently(() -> till.tell(new Sale("lamp")), () -> till.tell(new Sale("bed")));
            run.untilQuiet();
            // Wrong: nobody says that the lamp comes first.
            assertThat(run.await(printer.ask(new Printed()))).containsExactly("lamp: 40", "bed: 30");
        };
        List<Long> seeds = new ArrayList<>();

        assertThatThrownBy(() -> simulation.run((context, run) -> {
                    seeds.add(run.seed());
                    scenario.play(context, run);
                }))
                .isInstanceOf(SimulationError.class);

        long failing = seeds.get(seeds.size() - 1);
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> simulation.seed(failing).run(scenario)).isInstanceOf(SimulationError.class);
        }
    }

    @Test
    void hasAspectsPropertiesAndMocks() {
        AtomicInteger seen = new AtomicInteger();
        ActorSimulation.of(Counting.class, Watched.class)
                .properties("nact.actors.watched.mailbox.capacity=1")
                .bean(AtomicInteger.class, () -> seen)
                .seeds(3)
                .run((context, run) -> {
                    ActorRef<Touch> watched = ref(context, "watched");
                    run.await(watched.ask(new Touch()));
                    assertThat(watched.tryTell(new Touch())).isTrue();
                    assertThat(watched.tryTell(new Touch())).isFalse();
                });

        assertThat(seen).hasValue(6);
    }

    @Test
    void tellsWhyAnActorCannotStart() {
        assertThatThrownBy(() -> ActorSimulation.of(Till.class).run((context, run) -> {}))
                .isInstanceOf(SimulationError.class)
                .hasStackTraceContaining("PriceList");
    }

    record Touch() implements Request<Void> {}

    @Actor("watched")
    static class Watched {

        @Receive
        void touch(Touch message) {}
    }

    @Aspect
    @TestConfiguration(proxyBeanMethods = false)
    static class Counting {

        private final AtomicInteger seen;

        Counting(AtomicInteger seen) {
            this.seen = seen;
        }

        @Before("execution(* io.nact.spring.test.shop.ActorSimulationTests.Watched.touch(..))")
        void count() {
            seen.incrementAndGet();
        }
    }
}
