package io.nact.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behaviors;
import io.nact.system.ActorSystems;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the page about operations shows. */
class OperationsTests {

    @Test
    void handlesWhatWaitsBeforeItStops() {
        ActorSystem system = ActorSystems.start("shop");
        AtomicInteger handled = new AtomicInteger();
        ActorRef<Object> counter =
                system.spawn("counter", Behaviors.stateful(Object.class, 0, (count, message, context) -> {
                    handled.incrementAndGet();
                    return count + 1;
                }));
        for (int i = 0; i < 1000; i++) {
            counter.tell(i);
        }

        system.stopAfterDrain(Duration.ofSeconds(10)).join();

        assertThat(handled).hasValue(1000);
        assertThat(system.whenStopped()).isCompleted();
    }
}
