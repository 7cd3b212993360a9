package io.nact.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.Behaviors;
import io.nact.Request;
import io.nact.spring.reactive.ActorFlux;
import io.nact.testkit.ActorTestKit;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class StreamTests {

    record GetReading() implements Request<Integer> {}

    @Test
    void aStreamAsksForEachElement() {
        try (ActorTestKit kit = ActorTestKit.create()) {
            ActorRef<GetReading> sensor = kit.spawn(Behaviors.stateful(GetReading.class, 0, (count, message, ctx) -> {
                ctx.replyTo(message).reply(count + 1);
                return count + 1;
            }));

            Flux<Integer> readings = ActorFlux.asking(sensor, GetReading::new);

            assertThat(readings.take(3).collectList().block(Duration.ofSeconds(10)))
                    .containsExactly(1, 2, 3);
        }
    }
}
