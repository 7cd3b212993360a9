package io.nact.spring.autoconfigure.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nact.ActorSystem;
import io.nact.persistence.EventType;
import io.nact.persistence.EventTypes;
import io.nact.persistence.PayloadCodec;
import io.nact.persistence.Persistence;
import io.nact.persistence.Upcaster;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistRejectedException;
import io.nact.persistence.journal.Storage;
import io.nact.persistence.memory.InMemoryStorage;
import io.nact.spring.EventTypesCustomizer;
import io.nact.spring.registration.StartupFailures;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class NactPersistenceAutoConfigurationTests {

    private final ApplicationContextRunner runner = PersistenceContexts.inMemory();

    @Test
    void keepsEventsInMemoryWithoutADatabaseAndSaysThatNothingSurvives(CapturedOutput output) {
        runner.run(context -> assertThat(context)
                .hasSingleBean(Persistence.class)
                .hasSingleBean(EventTypes.class)
                .getBean(Storage.class)
                .isInstanceOf(InMemoryStorage.class));
        assertThat(output).containsOnlyOnce("NOTHING SURVIVES");
    }

    @Test
    void doesNotWarnOfAMemoryThatIsWanted(CapturedOutput output) {
        runner.withPropertyValues("nact.persistence.journal=memory")
                .run(context -> assertThat(context).getBean(Storage.class).isInstanceOf(InMemoryStorage.class));
        assertThat(output).doesNotContain("WARN");
    }

    @Test
    void doesNotWarnInASliceWhichHasNoDatabase(CapturedOutput output) {
        runner.withPropertyValues(
                        EnableAutoConfiguration.ENABLED_OVERRIDE_PROPERTY + "=false", "nact.persistence.journal=jdbc")
                .run(context -> assertThat(context).getBean(Storage.class).isInstanceOf(InMemoryStorage.class));
        assertThat(output).doesNotContain("WARN");
    }

    @Test
    void explainsWhatADatabaseTakesThatIsWanted() {
        assertThat(StartupFailures.report(runner.withPropertyValues("nact.persistence.journal=jdbc")))
                .contains("nact.persistence.journal", "io.nact:nact-persistence-jdbc", "a DataSource bean");
    }

    @Test
    void hasNoEffectWithoutTheModule() {
        runner.withClassLoader(new FilteredClassLoader("io.nact.persistence"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(ActorSystem.class)
                        .doesNotHaveBean("nactPersistence")
                        .doesNotHaveBean("nactStorage"));
    }

    @Test
    void hasNoEffectWithoutActors() {
        runner.withPropertyValues("nact.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(Persistence.class)
                        .doesNotHaveBean(Storage.class));
    }

    @Test
    void leavesEachBeanToTheUser() {
        try (InMemoryStorage storage = new InMemoryStorage()) {
            EventTypes types = EventTypes.builder().build();
            Persistence persistence = Persistence.of(storage, types);
            runner.withBean("ownStorage", Storage.class, () -> storage)
                    .withBean("ownTypes", EventTypes.class, () -> types)
                    .run(context -> {
                        assertThat(context.getBean(Persistence.class).storage()).isSameAs(storage);
                        assertThat(context.getBean(Persistence.class).types()).isSameAs(types);
                    });
            runner.withBean("ownPersistence", Persistence.class, () -> persistence)
                    .run(context ->
                            assertThat(context.getBean(Persistence.class)).isSameAs(persistence));
        }
    }

    @Test
    void gathersEventTypesAndUpcasters() {
        runner.withUserConfiguration(RenamedEvents.class).run(context -> {
            EventTypes types = context.getBean(EventTypes.class);
            assertThat(types.classes()).containsExactly(Renamed.class);
            assertThat(types.encode(new Renamed("x")).version()).isEqualTo(2);
        });
    }

    @Test
    void hasACodecOfTheUsersWriteWhatIsStored() {
        runner.withUserConfiguration(RenamedEvents.class)
                .withBean(PayloadCodec.class, Veil::new)
                .run(context -> {
                    EventTypes types = context.getBean(EventTypes.class);
                    Payload stored = types.encode(new Renamed("Erlich"));
                    assertThat(stored.json()).isEqualTo("\"veiled\"");
                    assertThat(types.decode(stored)).containsExactly(new Renamed("Erlich"));
                });
    }

    @Test
    void explainsEventTypesThatCannotBe() {
        assertThat(StartupFailures.report(
                        runner.withBean(EventTypesCustomizer.class, () -> types -> types.add(Renamed.class))))
                .contains("has no upcaster from version 1", "Add one;");
    }

    @Test
    void limitsTheSizeOfEvents() {
        runner.withUserConfiguration(RenamedEvents.class)
                .withPropertyValues("nact.persistence.max-event-size=100B")
                .run(context -> {
                    EventTypes types = context.getBean(EventTypes.class);
                    assertThatThrownBy(() -> types.encode(new Renamed("x".repeat(100))))
                            .isInstanceOf(PersistRejectedException.class)
                            .hasMessageContaining("may have 100");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nact.persistence.max-event-size=0B, nact.persistence.max-event-size must be at least 1, not 0",
                "nact.persistence.max-event-size=2GB, nact.persistence.max-event-size must be below 2 GB, not 2147483648 bytes",
                "nact.persistence.max-concurrent-recoveries=0, nact.persistence.max-concurrent-recoveries must be at least 1, not 0",
                "nact.persistence.page-size=0, nact.persistence.page-size must be at least 1, not 0"
            })
    void refusesNumbersThatMeanNothing(String valueAndMessage) {
        String[] parts = valueAndMessage.split(", ", 2);
        runner.withPropertyValues(parts[0])
                .run(context ->
                        assertThat(context.getStartupFailure()).rootCause().hasMessage(parts[1]));
    }

    @Test
    void closesTheStorageAfterTheActorsAlsoIfTheApplicationDoesNotStart() {
        List<String> ends = new CopyOnWriteArrayList<>();
        runner.withBean("ownStorage", Storage.class, () -> new Witness(ends), bean -> bean.setLazyInit(true))
                .withUserConfiguration(Fails.class)
                .run(context -> assertThat(context).hasFailed());
        assertThat(ends).containsExactly("storage closed, actors running: false");
    }

    @EventType(value = "renamed", version = 2)
    record Renamed(String name) {}

    /** Knows one event only. */
    private static final class Veil implements PayloadCodec {

        private String hidden = "";

        @Override
        public String encode(Object value, String json) {
            hidden = json;
            return "\"veiled\"";
        }

        @Override
        public String decode(Payload stored) {
            return hidden;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class RenamedEvents {

        @Bean
        EventTypesCustomizer events() {
            return types -> types.add(Renamed.class);
        }

        @Bean
        Upcaster fromTheFirst() {
            return Upcaster.of("renamed", 1, node -> node);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Fails {

        /** After the system and the storage have come to be, in this order, which is not that of their ends. */
        @Bean
        Object fails(ActorSystem system, Storage storage, Persistence persistence) {
            ((Witness) storage).system = system;
            system.start();
            throw new IllegalStateException("no");
        }
    }
}
