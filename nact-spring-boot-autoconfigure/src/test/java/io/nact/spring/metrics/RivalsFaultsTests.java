package io.nact.spring.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.nact.ActorRef;
import io.nact.Receive;
import io.nact.Request;
import io.nact.spring.Actor;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import io.nact.spring.autoconfigure.metrics.NactMetricsAutoConfiguration;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** What has gone wrong with meters of actors elsewhere does not go wrong here. */
class RivalsFaultsTests {

    /** As an application has it that sets no property. */
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    NactAutoConfiguration.class,
                    NactMetricsAutoConfiguration.class,
                    MetricsAutoConfiguration.class,
                    CompositeMeterRegistryAutoConfiguration.class,
                    SimpleMetricsExportAutoConfiguration.class))
            .withUserConfiguration(Till.class);

    /** A nested class, and nested messages. */
    @Actor("till")
    static class Till {

        private int sum;

        @Receive
        int pay(Pay pay) {
            if (pay.amount() < 0) {
                throw new IllegalArgumentException("No amount");
            }
            sum += pay.amount();
            return sum;
        }
    }

    record Pay(int amount) implements Request<Integer> {}

    private void run(BiConsumer<ActorRef<Pay>, MeterRegistry> test) {
        runner.run(context -> test.accept(till(context), context.getBean(MeterRegistry.class)));
    }

    @SuppressWarnings("unchecked") // its protocol
    private static ActorRef<Pay> till(ApplicationContext context) {
        return context.getBean("till", ActorRef.class);
    }

    private static double messages(MeterRegistry registry, String outcome) {
        FunctionCounter counter = registry.find("nact.messages")
                .tags("actor", "till", "message", "Pay", "outcome", outcome)
                .functionCounter();
        return counter == null ? 0 : counter.count();
    }

    @Test
    void noGaugeIsNotANumberEvenAfterACollection() {
        run((till, registry) -> {
            till.call(new Pay(1));
            collectGarbage();
            assertThat(registry.getMeters())
                    .filteredOn(meter -> meter.getId().getName().startsWith("nact."))
                    .filteredOn(Gauge.class::isInstance)
                    .hasSizeGreaterThan(5)
                    .allSatisfy(gauge -> assertThat(((Gauge) gauge).value())
                            .as(gauge.getId().toString())
                            .isNotNaN());
            assertThat(messages(registry, "handled")).isOne();
        });
    }

    private static void collectGarbage() {
        WeakReference<Object> collected = new WeakReference<>(new Object());
        await().until(() -> {
            System.gc();
            return collected.get() == null;
        });
    }

    @Test
    void anActorIsTaggedAsItIsCalledAndNotByAClassOfTheLibrary() {
        run((till, registry) -> {
            till.call(new Pay(1));
            assertThat(registry.getMeters())
                    .extracting(Meter::getId)
                    .extracting(id -> id.getTag("actor"))
                    .containsOnly("till", null);
        });
    }

    @Test
    void depthDoesNotDriftAlthoughOnlySomeTurnsAreMeasured() {
        run((till, registry) -> {
            for (int round = 0; round < 100; round++) {
                IntStream.range(0, 37).forEach(i -> till.tell(new Pay(i)));
                till.call(new Pay(1));
            }
            assertThat(registry.get("nact.mailbox.depth").gauge().value()).isZero();
            assertThat(registry.get("nact.actors").gauge().value()).isOne();
            assertThat(messages(registry, "handled")).isEqualTo(3_800);
        });
    }

    @Test
    void ofAThousandAndOneEqualMessagesNoneIsLostAndManyAreMeasured() {
        run((till, registry) -> {
            IntStream.rangeClosed(1, 1_001).forEach(i -> till.tell(new Pay(7)));
            await().untilAsserted(
                            () -> assertThat(messages(registry, "handled")).isEqualTo(1_001));
            long measured = registry.get("nact.mailbox.wait").timer().count();
            assertThat(measured).isBetween(200L, 1_001L);
            assertThat(registry.get("nact.processing.latency").timer().count()).isEqualTo(measured);
        });
    }

    @Test
    void nestedClassesAreThereAsTheyAreCalled() {
        run((till, registry) -> {
            till.call(new Pay(1));
            assertThat(registry.get("nact.messages")
                            .tag("message", "Pay")
                            .functionCounter()
                            .count())
                    .isOne();
        });
    }

    @Test
    void aMessageThatFailedIsNotCountedAsHandled() {
        run((till, registry) -> {
            till.tell(new Pay(-1));
            assertThat(till.ask(new Pay(-1)))
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableThat()
                    .havingRootCause()
                    .withMessage("No amount");
            till.call(new Pay(1));
            assertThat(messages(registry, "handled")).isOne();
            assertThat(messages(registry, "crash")).isOne();
            assertThat(messages(registry, "error")).isOne();
            assertThat(registry.get("nact.crashes")
                            .tags("actor", "till", "exception", "IllegalArgumentException")
                            .functionCounter()
                            .count())
                    .isOne();
        });
    }

    @Test
    void noAgentAndNoPropertyIsNeededWhateverTheSystemIsCalled() {
        run((till, registry) -> {
            till.call(new Pay(1));
            assertThat(messages(registry, "handled")).isOne();
        });
        runner.withPropertyValues("nact.name=system").run(context -> {
            till(context).call(new Pay(1));
            assertThat(messages(context.getBean(MeterRegistry.class), "handled"))
                    .isOne();
        });
    }
}
