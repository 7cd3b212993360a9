package io.nact.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.Receive;
import io.nact.Request;
import io.nact.spring.Actor;
import io.nact.supervision.Crash;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@SpringBootTest(classes = PolicyTests.Counting.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
class PolicyTests {

    @Autowired
    ActorRef<CounterMessage> counter;

    @Test
    void thePolicyOfAComponentIsAClass() {
        counter.tell(new Add(Integer.MAX_VALUE));
        counter.tell(new Add(1));

        assertThat(counter.call(new Total())).isZero();
    }

    sealed interface CounterMessage {}

    record Add(int amount) implements CounterMessage {}

    record Total() implements CounterMessage, Request<Integer> {}

    static class ResetOnOverflow implements SupervisionPolicy {
        @Override
        public Directive decide(Crash crash) {
            return crash.cause() instanceof ArithmeticException ? Directive.RESET : Directive.RESUME;
        }
    }

    @Actor(supervision = ResetOnOverflow.class)
    static class Counter {
        private int total;

        @Receive
        void add(Add message) {
            total = Math.addExact(total, message.amount());
        }

        @Receive
        int total(Total message) {
            return total;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Counter.class)
    static class Counting {}
}
