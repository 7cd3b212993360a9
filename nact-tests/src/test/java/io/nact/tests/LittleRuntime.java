package io.nact.tests;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behaviors;
import io.nact.Request;
import io.nact.SystemOptions;
import io.nact.mailbox.Mailboxes;
import io.nact.supervision.Directive;
import io.nact.system.ActorSystems;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A program that does all that the flight recorder would be told of, for a runtime that has none. */
final class LittleRuntime {

    private LittleRuntime() {}

    record Count(boolean failing) implements Request<Integer> {}

    public static void main(String[] arguments) throws Exception {
        boolean hasRecorder = ModuleLayer.boot().findModule("jdk.jfr").isPresent();
        try (ActorSystem system =
                ActorSystems.start("little", SystemOptions.defaults().withStuckAfter(Duration.ofMillis(50)))) {
            ActorRef<Count> counter = system.spawn(
                    "counter",
                    Behaviors.stateful(Count.class, 0, (count, message, context) -> {
                                if (message.failing()) {
                                    throw new IllegalStateException("on purpose");
                                }
                                LockSupport.parkNanos(200_000_000);
                                context.replyTo(message).reply(count + 1);
                                return count + 1;
                            })
                            .mailbox(Mailboxes.bounded(1))
                            .onCrash(crash -> Directive.RESET));
            counter.call(new Count(false));
            counter.tell(new Count(true));
            for (int i = 0; i < 10; i++) {
                counter.tryTell(new Count(false));
            }
            system.stopAfterDrain(Duration.ofSeconds(10)).get();
        }
        System.out.println("with a flight recorder: " + hasRecorder + ", ended well");
    }
}
