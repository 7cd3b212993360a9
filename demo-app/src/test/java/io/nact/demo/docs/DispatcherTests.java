package io.nact.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.Receive;
import io.nact.Request;
import io.nact.spring.Actor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@SpringBootTest(
        classes = DispatcherTests.Reporting.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "nact.dispatchers.blocking.parallelism=16")
class DispatcherTests {

    @Autowired
    ActorRef<ReadReport> reports;

    @Test
    void anActorThatBlocksHasADispatcherOfItsOwn() throws Exception {
        assertThat(reports.ask(new ReadReport("May")).get(10, TimeUnit.SECONDS))
                .matches("May, on nact-.+-blocking-\\d+");
    }

    record ReadReport(String name) implements Request<String> {}

    static class Archive {

        String read(String name) {
            return name + ", on " + Thread.currentThread().getName();
        }
    }

    @Actor(dispatcher = "blocking")
    static class Reports {
        private final Archive archive;

        Reports(Archive archive) {
            this.archive = archive;
        }

        @Receive
        String read(ReadReport message) {
            return archive.read(message.name());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Reports.class, Archive.class})
    static class Reporting {}
}
