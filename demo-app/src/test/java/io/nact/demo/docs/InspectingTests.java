package io.nact.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behaviors;
import io.nact.Request;
import io.nact.Sensitive;
import io.nact.inspect.ActorRow;
import io.nact.inspect.Contents;
import io.nact.inspect.Ranking;
import io.nact.inspect.RememberedLetter;
import io.nact.system.ActorSystems;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What docs/actuator.md says about looking into a system in Java. */
class InspectingTests {

    record Session(String id) {}

    record SignIn(String user, @Sensitive String password) implements Request<Session> {}

    @Test
    void aStuckActorIsFoundInOneCall() {
        CountDownLatch gate = new CountDownLatch(1);
        try (ActorSystem system = ActorSystems.start("inspected")) {
            ActorRef<String> actor =
                    system.spawn("stuck", Behaviors.stateful(String.class, 0, (count, word, context) -> {
                        gate.await();
                        return count;
                    }));
            actor.tell("hello");
            await().untilAsserted(() -> {
                List<ActorRow> stuck = system.inspect().top(Ranking.ON_THREAD, 5);

                assertThat(stuck).extracting(ActorRow::path).containsExactly(actor.path());
            });
            gate.countDown();
        }
    }

    @Test
    void whatIsSensitiveIsNotShown() {
        try (ActorSystem system = ActorSystems.start("inspected")) {
            ActorRef<SignIn> gone = system.spawn(Behaviors.stateless(SignIn.class, (message, context) -> {}));
            system.stop(gone).join();
            gone.tell(new SignIn("root", "hunter2"));

            assertThat(system.inspect().deadLetters(Contents.SHOWN))
                    .extracting(RememberedLetter::content)
                    .containsExactly("SignIn[user=root, password=******]");
        }
    }
}
