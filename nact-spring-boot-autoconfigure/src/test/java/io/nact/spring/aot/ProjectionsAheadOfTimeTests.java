package io.nact.spring.aot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;

import io.nact.spring.EventTypesCustomizer;
import io.nact.spring.OnReset;
import io.nact.spring.Projection;
import io.nact.spring.autoconfigure.persistence.NactProjectionAutoConfiguration;
import io.nact.spring.features.Ledger;
import io.nact.spring.features.Ledger.Deposited;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Projections of an application that was processed ahead of time. */
class ProjectionsAheadOfTimeTests {

    @Test
    void areFoundAndCalled(@TempDir Path folder) throws Exception {
        ProcessedAheadOfTime processed =
                ProcessedAheadOfTime.with(folder, Application.class, NactProjectionAutoConfiguration.class);
        try (ConfigurableApplicationContext context = processed.start()) {
            Ledger.store(context, "a", new Deposited(5));
            View view = context.getBean(View.class);
            await().untilAsserted(() -> assertThat(view.seen).containsExactly(new Deposited(5)));
        }
        assertThat(processed.hints())
                .matches(reflection().onMethodInvocation(View.class, "deposited"))
                .matches(reflection().onMethodInvocation(View.class, "clear"));
    }

    @Projection("view")
    static class View {

        private final List<Object> seen = new CopyOnWriteArrayList<>();

        @Projection
        void deposited(Deposited event) {
            seen.add(event);
        }

        @OnReset
        void clear() {
            seen.clear();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(View.class)
    static class Application {

        @Bean
        EventTypesCustomizer events() {
            return types -> types.add(Ledger.Event.class);
        }
    }
}
