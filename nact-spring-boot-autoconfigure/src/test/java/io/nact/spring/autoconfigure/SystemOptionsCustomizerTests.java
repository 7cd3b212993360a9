package io.nact.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorSystem;
import io.nact.SystemOptions;
import io.nact.spring.SystemOptionsCustomizer;
import io.nact.system.ActorSystems;
import io.nact.time.Scheduler;
import io.nact.time.Schedulers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

class SystemOptionsCustomizerTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(NactAutoConfiguration.class));

    @Test
    void givesTheSystemAClockOfTheUsersOwnWhichEndsWithIt() {
        StoppedClock clock = new StoppedClock();
        runner.withBean(SystemOptionsCustomizer.class, () -> options -> options.withScheduler(clock))
                .run(context -> {
                    assertThat(context.getBean(ActorSystem.class).uptime()).isEqualTo(Duration.ZERO);
                    clock.nanos += 7;
                    assertThat(context.getBean(ActorSystem.class).uptime()).isEqualTo(Duration.ofNanos(7));
                });
        assertThat(clock.closed).isTrue();
    }

    @Test
    void comesAfterThePropertiesAndInOrder() {
        runner.withUserConfiguration(Several.class)
                .withPropertyValues("nact.ask-timeout=7s")
                .run(context -> assertThat(context.getBean(Several.class).seen)
                        .containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(14)));
    }

    @Test
    void mayGoAroundTheDispatcherThatThePropertiesWant() {
        AtomicInteger parallelism = new AtomicInteger();
        runner.withPropertyValues("nact.dispatcher.parallelism=3")
                .withBean(SystemOptionsCustomizer.class, () -> options -> {
                    parallelism.set(Objects.requireNonNull(options.dispatcher()).parallelism());
                    return options;
                })
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(parallelism).hasValue(3);
    }

    @Test
    void isNotAskedAboutASystemOfTheUsersOwn() {
        AtomicBoolean asked = new AtomicBoolean();
        runner.withBean("own", ActorSystem.class, () -> ActorSystems.create("own", SystemOptions.defaults()))
                .withBean(SystemOptionsCustomizer.class, () -> options -> {
                    asked.set(true);
                    return options;
                })
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(asked).isFalse();
    }

    @Configuration(proxyBeanMethods = false)
    static class Several {

        final List<Duration> seen = new ArrayList<>();

        @Bean
        @Order(2)
        SystemOptionsCustomizer second() {
            return this::seen;
        }

        @Bean
        @Order(1)
        SystemOptionsCustomizer first() {
            return options -> seen(options).withAskTimeout(Duration.ofSeconds(14));
        }

        private SystemOptions seen(SystemOptions options) {
            seen.add(options.askTimeout());
            return options;
        }
    }

    private static final class StoppedClock implements Scheduler {

        private final Scheduler timers = Schedulers.daemonSystemTime("stopped-clock");

        private volatile long nanos;

        private volatile boolean closed;

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public Timer schedule(Duration delay, Runnable task) {
            return timers.schedule(delay, task);
        }

        @Override
        public void close() {
            closed = true;
            timers.close();
        }
    }
}
