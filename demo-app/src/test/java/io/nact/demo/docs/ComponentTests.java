package io.nact.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.Receive;
import io.nact.Request;
import io.nact.spring.Actor;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@SpringBootTest(classes = ComponentTests.Reminding.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
class ComponentTests {

    @Autowired
    ActorRef<ReminderMessage> reminders;

    @Test
    void aComponentsTimersAreInItsHandlersContext() {
        reminders.tell(new Remind("tea", Duration.ofMillis(10)));

        await().untilAsserted(() -> assertThat(reminders.call(new Latest())).isEqualTo("tea"));
    }

    sealed interface ReminderMessage {}

    record Remind(String what, Duration in) implements ReminderMessage {}

    record Due(String what) implements ReminderMessage {}

    record Latest() implements ReminderMessage, Request<String> {}

    @Actor
    static class Reminders {
        private String latest = "";

        @Receive
        void remind(Remind message, ActorContext<ReminderMessage> ctx) {
            ctx.timers().startSingle(message.what(), new Due(message.what()), message.in());
        }

        @Receive
        void due(Due message) {
            latest = message.what();
        }

        @Receive
        String latest(Latest message) {
            return latest;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Reminders.class)
    static class Reminding {}
}
