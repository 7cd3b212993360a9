package io.nact.spring.autoconfigure.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.nact.Entities;
import io.nact.Request;
import io.nact.persistence.Decision;
import io.nact.persistence.Decisions;
import io.nact.persistence.EventType;
import io.nact.persistence.jdbc.JdbcStorage;
import io.nact.spring.ApplyEvent;
import io.nact.spring.EventSourcedActor;
import io.nact.spring.HandleCommand;
import io.nact.spring.persistence.JournalMeters;
import io.nact.spring.persistence.RecoveryMeters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;

class NactPersistenceMetricsAutoConfigurationTests {

    /** Meter, name in Prometheus, kind and unit, tags. */
    private static final Pattern ROW = Pattern.compile(
            "(?m)^\\| `(nact\\.(?:journal|recovery)[a-z.]*)` \\| `(nact_[a-z_]+)` \\| (\\w+), (\\w+) \\|([^|]*)\\|");

    private final ApplicationContextRunner withoutRegistry = PersistenceContexts.withDatabase()
            .withConfiguration(AutoConfigurations.of(
                    NactPersistenceMetricsAutoConfiguration.class, MetricsAutoConfiguration.class))
            .withUserConfiguration(Counter.class);

    private final ApplicationContextRunner runner = withoutRegistry.withConfiguration(AutoConfigurations.of(
            CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class));

    @Test
    void metersWritesAndRecoveries() {
        runner.run(context -> {
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            counters(context.getBean("counters", Entities.class)).get("a").call(new Add(3));
            await().untilAsserted(() -> assertThat(registry.get("nact.journal.write")
                            .tag("outcome", "stored")
                            .timer()
                            .count())
                    .isOne());
            assertThat(registry.get("nact.journal.batch.size").summary().totalAmount())
                    .isEqualTo(3);
            assertThat(registry.get("nact.journal.queue").gauge().value()).isZero();
            assertThat(registry.get("nact.recovery")
                            .tags("type", "counter", "outcome", "recovered")
                            .timer()
                            .count())
                    .isOne();
        });
    }

    @Test
    void tellsFailuresByOutcome() {
        runner.run(context -> {
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            Entities<Add> counters = counters(context.getBean("counters", Entities.class));
            counters.get("a").call(new Add(1));
            JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
            jdbc.update(
                    "insert into nact_event (persistence_id, sequence_nr, slice, event_type, event_version, payload,"
                            + " writer, created_at) values ('counter|a', 2, 1, 'gone', 1, '{}', 'stranger', 0)");
            assertThatThrownBy(() -> counters.get("a").call(new Add(1))).hasMessageContaining("is not the next");
            assertThatThrownBy(() -> counters.get("a").call(new Add(1))).hasMessageContaining("'gone'");
            await().untilAsserted(() -> assertThat(registry.get("nact.journal.write")
                            .tag("outcome", "conflict")
                            .timer()
                            .count())
                    .isOne());
            assertThat(registry.get("nact.recovery")
                            .tags("type", "counter", "outcome", "failed")
                            .timer()
                            .count())
                    .isOne();
        });
    }

    @SuppressWarnings("unchecked")
    private static Entities<Add> counters(Entities<?> entities) {
        return (Entities<Add>) entities;
    }

    @Test
    void areThoseThatThePageAboutMetricsLists() throws IOException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Set<String> listed = ROW.matcher(Files.readString(Path.of("../docs/metrics.md")))
                .results()
                .map(row -> "%s: %s, %s, %s"
                        .formatted(
                                row.group(1),
                                row.group(3),
                                row.group(4),
                                row.group(5).replace("`", "").strip()))
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> inPrometheus = ROW.matcher(Files.readString(Path.of("../docs/metrics.md")))
                .results()
                .map(row -> row.group(2))
                .toList();
        withoutRegistry.withBean(MeterRegistry.class, () -> registry).run(context -> {
            counters(context.getBean("counters", Entities.class)).get("a").call(new Add(1));
            assertThat(rows(registry)).containsExactlyElementsOf(listed);
            assertThat(meters(registry))
                    .allSatisfy(
                            meter -> assertThat(meter.getId().getDescription()).isNotBlank());
            String scraped = registry.scrape();
            assertThat(inPrometheus)
                    .hasSize(4)
                    .allSatisfy(name -> assertThat(scraped).contains("# TYPE " + name + " "));
        });
    }

    private static List<Meter> meters(MeterRegistry registry) {
        return registry.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("nact.journal")
                        || meter.getId().getName().startsWith("nact.recovery"))
                .toList();
    }

    private static Set<String> rows(MeterRegistry registry) {
        return meters(registry).stream()
                .map(NactPersistenceMetricsAutoConfigurationTests::row)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String row(Meter meter) {
        return "%s: %s, %s, %s"
                .formatted(
                        meter.getId().getName(),
                        meter.getId().getType().name().toLowerCase(Locale.ROOT),
                        meter.getId().getBaseUnit(),
                        meter.getId().getTags().stream()
                                .map(Tag::getKey)
                                .sorted()
                                .collect(Collectors.joining(", ")));
    }

    @Test
    void leavesNothingBehindInARegistryThatGoesOn() {
        SimpleMeterRegistry shared = new SimpleMeterRegistry();
        withoutRegistry
                .withBean(MeterRegistry.class, () -> shared, bean -> bean.setDestroyMethodName(""))
                .run(context -> {
                    counters(context.getBean("counters", Entities.class))
                            .get("a")
                            .call(new Add(1));
                    assertThat(meters(shared)).hasSize(7);
                });
        assertThat(meters(shared)).isEmpty();
    }

    @Test
    void metersRecoveriesOnlyWithoutADatabase() {
        runner.withPropertyValues("nact.persistence.journal=memory")
                .run(context ->
                        assertThat(context).hasSingleBean(RecoveryMeters.class).doesNotHaveBean(JournalMeters.class));
    }

    @Test
    void doesNothingWithoutMicrometer() {
        withoutRegistry
                .withClassLoader(new FilteredClassLoader(MeterRegistry.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(JdbcStorage.class)
                        .doesNotHaveBean("nactRecoveryMeters"));
    }

    @Test
    void doesNothingWithoutTheModule() {
        PersistenceContexts.inMemory()
                .withConfiguration(AutoConfigurations.of(NactPersistenceMetricsAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader("io.nact.persistence"))
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("nactRecoveryMeters"));
    }

    @Test
    void leavesTheMetersToTheUser() {
        runner.withBean("own", RecoveryMeters.class)
                .run(context -> assertThat(context.getBeanNamesForType(RecoveryMeters.class))
                        .containsExactly("own"));
    }

    @Test
    void canBeSwitchedOff() {
        runner.withPropertyValues("nact.metrics.enabled=false")
                .run(context -> assertThat(context)
                        .hasSingleBean(JdbcStorage.class)
                        .doesNotHaveBean(RecoveryMeters.class)
                        .doesNotHaveBean(JournalMeters.class));
    }

    record Add(int times) implements Request<Integer> {}

    @EventType("added")
    record Added() {}

    @EventSourcedActor(name = "counters", type = "counter")
    static class Counter {

        Integer empty() {
            return 0;
        }

        @HandleCommand
        Decision<Integer, Added, Integer> add(
                Integer count, Add command, Decisions<?, Integer, Added, Integer> decide) {
            return decide.persistAll(Collections.nCopies(command.times(), new Added()))
                    .thenReply(after -> after);
        }

        @ApplyEvent
        Integer added(Integer count, Added event) {
            return count + 1;
        }
    }
}
