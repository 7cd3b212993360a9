package io.nact.spring.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nact.Receive;
import io.nact.spring.Actor;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.SmartApplicationListener;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.Schedules;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The ways in for other threads than the actor's turn, each refused with the way out. */
class ForeignThreadsTests {

    static Stream<Arguments> ways() {
        String every = "Annotate the method with @Every instead: it then runs in the actor's turn.";
        String event = "Annotate the method with @Receive and @OnApplicationEvent instead";
        String ask = "Put it into another bean, and ask the actor from there by its ActorRef.";
        String none = "Remove it: tell and ask return at once anyway, and a handler may return a CompletionStage.";
        return Stream.of(
                Arguments.of(OnSchedule.class, "has @Scheduled on its method tick", every),
                Arguments.of(OnSchedules.class, "has @Scheduled on its method tick", every),
                Arguments.of(OnEvent.class, "has @EventListener on its method on", event),
                Arguments.of(OnMetaAnnotation.class, "has @EventListener on its method on", event),
                Arguments.of(OnInheritedMethod.class, "has @EventListener on its method on", event),
                Arguments.of(OnInterfaceMethod.class, "has @RequestMapping on its method get", ask),
                Arguments.of(
                        OnLibraryAnnotation.class,
                        "has @KafkaListener on its method on",
                        "Put it into another bean, and tell or ask"),
                Arguments.of(Asynchronous.class, "is annotated with @Async", none),
                Arguments.of(AsynchronousHandler.class, "has @Async on its method later", none),
                Arguments.of(Mapped.class, "has @RequestMapping on its method get", ask),
                Arguments.of(AtRest.class, "is annotated with @Controller", ask),
                Arguments.of(Watched.class, "is annotated with @Endpoint", ask),
                Arguments.of(WatchedOverWeb.class, "is annotated with @Endpoint", ask),
                Arguments.of(
                        Factory.class, "has @Bean on its method bean", "Declare the bean in a @Configuration class."),
                Arguments.of(
                        Listening.class,
                        "implements ApplicationListener",
                        "Listen in another bean, and tell the actor from there by its ActorRef."),
                Arguments.of(
                        ListeningSmartly.class,
                        "implements ApplicationListener",
                        "Listen in another bean, and tell the actor from there by its ActorRef."),
                Arguments.of(Running.class, "implements Runner", "Run in another bean"),
                Arguments.of(RunningWithArguments.class, "implements Runner", "Run in another bean"));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void refuses(Class<?> type, String what, String wayOut) {
        assertThatThrownBy(() -> ForeignThreads.check("some", type))
                .hasMessageStartingWith("Actor 'some' (%s) %s".formatted(type.getName(), what))
                .hasMessageContaining(": that would let a foreign thread in, outside the actor's turn. " + wayOut);
    }

    @Test
    void admitsWhatStaysInTheTurn() {
        assertThatNoException().isThrownBy(() -> ForeignThreads.check("some", Plain.class));
    }

    @Test
    void failsTheStartWithAnAnalysis() {
        assertThat(StartupFailures.report(ActorContexts.with(OnSchedule.class))).isEqualTo("""
                        Description:
                        Actor 'onSchedule' (io.nact.spring.registration.ForeignThreadsTests$OnSchedule) has @Scheduled on its method tick: that would let a foreign thread in, outside the actor's turn.
                        Action:
                        Annotate the method with @Every instead: it then runs in the actor's turn.
                        """);
    }

    @Actor("onSchedule")
    static class OnSchedule {

        @Receive
        void on(String message) {}

        @Scheduled(fixedRate = 1)
        private void tick() {}
    }

    static class OnSchedules {

        @Schedules({@Scheduled(fixedRate = 1), @Scheduled(fixedRate = 2)})
        void tick() {}
    }

    static class OnEvent {

        @EventListener
        void on(String event) {}
    }

    @EventListener
    @Retention(RetentionPolicy.RUNTIME)
    @interface OnMeta {}

    static class OnMetaAnnotation {

        @OnMeta
        void on(String event) {}
    }

    static class OnInheritedMethod extends OnEvent {}

    interface Api {

        @GetMapping("/")
        String get();
    }

    static class OnInterfaceMethod implements Api {

        @Override
        public String get() {
            return "";
        }
    }

    @Async
    static class Asynchronous {}

    static class AsynchronousHandler {

        @Async
        @Receive
        void later(String message) {}
    }

    static class Mapped {

        @RequestMapping("/")
        String get() {
            return "";
        }
    }

    @RestController
    static class AtRest {}

    @Endpoint(id = "watched")
    static class Watched {}

    @WebEndpoint(id = "watched")
    static class WatchedOverWeb {}

    static class OnLibraryAnnotation {

        @KafkaListener
        void on(String event) {}
    }

    static class Factory {

        @Bean
        String bean() {
            return "";
        }
    }

    static class Listening implements ApplicationListener<ContextRefreshedEvent> {

        @Override
        public void onApplicationEvent(ContextRefreshedEvent event) {}
    }

    static class ListeningSmartly implements SmartApplicationListener {

        @Override
        public void onApplicationEvent(ApplicationEvent event) {}

        @Override
        public boolean supportsEventType(Class<? extends ApplicationEvent> eventType) {
            return true;
        }
    }

    static class Running implements CommandLineRunner {

        @Override
        public void run(String... args) {}
    }

    static class RunningWithArguments implements ApplicationRunner {

        @Override
        public void run(ApplicationArguments args) {}
    }

    static class Plain implements Comparable<Plain> {

        @Receive
        void on(String message) {}

        @Override
        public int compareTo(Plain other) {
            return 0;
        }
    }
}
