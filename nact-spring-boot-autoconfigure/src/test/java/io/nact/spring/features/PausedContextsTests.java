package io.nact.spring.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.Receive;
import io.nact.Request;
import io.nact.spring.Actor;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestContextManager;

/** Contexts that Spring's test framework keeps for later, paused meanwhile: their actors are as they were left. */
class PausedContextsTests {

    @Test
    void findsAnActorWithItsStateInAContextThatHasBeenPaused() throws Exception {
        TestContextManager first = new TestContextManager(FirstCase.class);
        first.beforeTestClass();
        ApplicationContext context = first.getTestContext().getApplicationContext();
        Pausing pausing = context.getBean(Pausing.class);
        ActorRef<Visit> visits = Applications.ref(context, "visits");
        assertThat(visits.ask(new Visit()).join()).isEqualTo(1);
        first.afterTestClass();

        TestContextManager second = new TestContextManager(SecondCase.class);
        second.beforeTestClass();
        ApplicationContext other = second.getTestContext().getApplicationContext();
        assertThat(Applications.<Visit>ref(other, "visits").ask(new Visit()).join())
                .isEqualTo(1);
        assertThat(pausing.pauses).hasValue(1);
        second.afterTestClass();

        TestContextManager again = new TestContextManager(FirstCase.class);
        again.beforeTestClass();
        assertThat(again.getTestContext().getApplicationContext()).isSameAs(context);
        assertThat(visits.ask(new Visit()).join()).isEqualTo(2);
        again.afterTestClass();
    }

    @SpringBootTest(classes = Application.class, properties = "nact.name=first")
    static class FirstCase {}

    @SpringBootTest(classes = Application.class, properties = "nact.name=second")
    static class SecondCase {}

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(NactAutoConfiguration.class)
    @Import({Visits.class, Pausing.class})
    static class Application {}

    record Visit() implements Request<Integer> {}

    @Actor("visits")
    static class Visits {

        private int count;

        @Receive
        int visit(Visit message) {
            return ++count;
        }
    }

    /** What Spring pauses, unlike the actors. */
    static class Pausing implements SmartLifecycle {

        final AtomicInteger pauses = new AtomicInteger();

        private boolean running;

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            running = false;
            pauses.incrementAndGet();
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }
}
