package io.nact.spring.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.Receive;
import io.nact.Request;
import io.nact.spring.Actor;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import io.nact.spring.autoconfigure.context.NactContextAutoConfiguration;
import io.nact.spring.autoconfigure.transaction.NactTransactionAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A thread that calls an idle actor takes its turn itself, but never with what the turn must have no part in. */
class CallerRunsTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    NactAutoConfiguration.class,
                    NactContextAutoConfiguration.class,
                    NactTransactionAutoConfiguration.class,
                    DataSourceAutoConfiguration.class,
                    DataSourceTransactionManagerAutoConfiguration.class))
            .withPropertyValues("spring.datasource.url=jdbc:h2:mem:caller-runs")
            .withUserConfiguration(Where.class);

    private static void withIdleActor(ActorRef<Asked> actor, Runnable test) {
        // Its last turn may have answered before the thread that ran it has let go.
        await().until(() -> actor.call(new Asked()) == Thread.currentThread());
        test.run();
    }

    @Test
    void aThreadWithoutATransactionDoes() {
        runner.run(context -> {
            ActorRef<Asked> actor = where(context.getBean("where", ActorRef.class));
            withIdleActor(actor, () -> assertThat(actor.call(new Asked())).isSameAs(Thread.currentThread()));
        });
    }

    @Test
    void aThreadInATransactionDoesNot() {
        runner.run(context -> {
            ActorRef<Asked> actor = where(context.getBean("where", ActorRef.class));
            TransactionTemplate transaction =
                    new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
            withIdleActor(
                    actor,
                    () -> transaction.executeWithoutResult(
                            status -> assertThat(actor.call(new Asked())).isNotSameAs(Thread.currentThread())));
        });
    }

    @Test
    void aThreadWithAnOpenSessionDoesNot() {
        runner.run(context -> {
            ActorRef<Asked> actor = where(context.getBean("where", ActorRef.class));
            withIdleActor(actor, () -> {
                TransactionSynchronizationManager.bindResource("factory", "session");
                try {
                    assertThat(actor.call(new Asked())).isNotSameAs(Thread.currentThread());
                } finally {
                    TransactionSynchronizationManager.unbindResource("factory");
                }
            });
        });
    }

    @Test
    void anEventLoopDoesNot() {
        runner.run(context -> {
            ActorRef<Asked> actor = where(context.getBean("where", ActorRef.class));
            withIdleActor(
                    actor,
                    () -> assertThat(Mono.fromCallable(() -> actor.call(new Asked()) == Thread.currentThread())
                                    .subscribeOn(Schedulers.parallel())
                                    .block())
                            .isFalse());
        });
    }

    @Test
    void noneDoesIfWhatItCarriesIsNotTakenCareOf() {
        runner.withPropertyValues("nact.context-propagation.enabled=false").run(context -> {
            ActorRef<Asked> actor = where(context.getBean("where", ActorRef.class));
            for (int i = 0; i < 100; i++) {
                assertThat(actor.call(new Asked())).isNotSameAs(Thread.currentThread());
            }
        });
    }

    @SuppressWarnings("unchecked")
    private static ActorRef<Asked> where(ActorRef<?> actor) {
        return (ActorRef<Asked>) actor;
    }

    record Asked() implements Request<Thread> {}

    @Actor("where")
    static class Where {

        @Receive
        Thread here(Asked request) {
            return Thread.currentThread();
        }
    }
}
