package io.nact.spring.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behaviors;
import io.nact.Request;
import io.nact.SystemOptions;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.system.ActorSystems;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the meters are called in Prometheus: queries and alert rules are written with these names. */
class PrometheusNamesTests {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private final ActorSystem system = ActorSystems.start("metered", SystemOptions.defaults());

    private record Divide(int by) implements Request<Integer> {}

    @BeforeEach
    void bind() {
        new NactMetrics(system).bindTo(registry);
        ActorRef<Divide> divider = system.spawn(
                "divider",
                Behaviors.stateful(Divide.class, 0, (state, divide, actor) -> {
                            actor.replyTo(divide).reply(100 / divide.by());
                            return state;
                        })
                        .onCrash(SupervisionPolicy.always(Directive.RESET)));
        divider.ask(new Divide(5)).join();
        divider.tell(new Divide(0));
        divider.ask(new Divide(4)).join();
        system.stop(divider).join();
        divider.tell(new Divide(1));
        await().until(() -> registry.scrape().contains("nact_resets_total"));
    }

    @AfterEach
    void stop() {
        system.close();
    }

    private Set<String> names() {
        return registry.scrape()
                .lines()
                .filter(line -> line.startsWith("nact_"))
                .map(line -> line.replaceFirst("[{ ].*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void eachHasItsUnitInItsNameOnce() {
        assertThat(names())
                .containsExactly(
                        "nact_actors",
                        "nact_ask_latency_seconds_count",
                        "nact_ask_latency_seconds_max",
                        "nact_ask_latency_seconds_sum",
                        "nact_crashes_total",
                        "nact_dead_letters_total",
                        "nact_dispatcher_busy_threads",
                        "nact_dispatcher_queued_actors",
                        "nact_dispatcher_stuck_turns",
                        "nact_mailbox_age_seconds",
                        "nact_mailbox_depth_messages",
                        "nact_mailbox_wait_seconds_count",
                        "nact_mailbox_wait_seconds_max",
                        "nact_mailbox_wait_seconds_sum",
                        "nact_messages_total",
                        "nact_processing_latency_seconds",
                        "nact_processing_latency_seconds_count",
                        "nact_processing_latency_seconds_max",
                        "nact_processing_latency_seconds_sum",
                        "nact_resets_total");
    }

    @Test
    void eachHasTheTagsByWhichItIsAskedFor() {
        assertThat(registry.scrape())
                .contains(
                        "nact_messages_total{actor=\"divider\",message=\"Divide\",outcome=\"handled\"} 2.0",
                        "nact_messages_total{actor=\"divider\",message=\"Divide\",outcome=\"crash\"} 1.0",
                        "nact_messages_total{actor=\"divider\",message=\"Divide\",outcome=\"stopped\"} 1.0",
                        "nact_crashes_total{actor=\"divider\",exception=\"ArithmeticException\"} 1.0",
                        "nact_resets_total{actor=\"divider\",exception=\"ArithmeticException\"} 1.0",
                        "nact_dead_letters_total{actor=\"divider\",reason=\"stopped\"} 1.0",
                        "nact_ask_latency_seconds_count{actor=\"divider\",outcome=\"reply\"} 2",
                        "nact_processing_latency_seconds{actor=\"divider\",quantile=\"0.95\"}",
                        "nact_dispatcher_busy_threads{dispatcher=\"metered\"} 0.0",
                        "nact_mailbox_depth_messages{actor=\"divider\"} 0.0",
                        "nact_mailbox_age_seconds{actor=\"divider\"} 0.0",
                        "nact_actors{actor=\"divider\"} 0.0");
    }
}
