package io.nact.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Entities;
import io.nact.MailboxFullException;
import io.nact.Request;
import io.nact.SystemOptions;
import io.nact.entity.EntityKinds;
import io.nact.event.DeadLetter;
import io.nact.mailbox.Mailboxes;
import io.nact.mailbox.Overflow;
import io.nact.system.ActorSystems;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailboxesTests {

    record Reading(double celsius) {}

    record Job(int urgency, String name) implements Request<String> {}

    private ActorSystem system;

    private final CountDownLatch gate = new CountDownLatch(1);

    private final List<Object> handled = new CopyOnWriteArrayList<>();

    @BeforeEach
    void startTheSystem() {
        system = ActorSystems.start("mailboxes");
    }

    @AfterEach
    void stopTheSystem() {
        gate.countDown();
        system.close();
    }

    private <M> Behavior<M> gated(Class<M> protocol) {
        return Behaviors.stateful(protocol, 0, (count, message, ctx) -> {
            gate.await();
            handled.add(message);
            return count + 1;
        });
    }

    /** An actor that has one message in hand and none waiting. */
    private <M> ActorRef<M> busy(Behavior<M> behavior, M first) {
        ActorRef<M> ref = system.spawn("busy", behavior);
        ref.tell(first);
        await().until(() -> system.depth(ref) == 0);
        return ref;
    }

    @Test
    void aFullMailboxRefuses() {
        Behavior<Job> work = gated(Job.class);

        Behavior<Job> bounded = work.mailbox(Mailboxes.bounded(2));
        ActorRef<Job> worker = busy(bounded, new Job(0, "in hand"));
        worker.tell(new Job(1, "waits"));
        worker.tell(new Job(1, "waits too"));
        worker.tell(new Job(1, "one too many"));

        assertThat(system.depth(worker)).isEqualTo(2);
        assertThatExceptionOfType(MailboxFullException.class).isThrownBy(() -> worker.call(new Job(1, "asked")));
        assertThat(system.deadLetters(DeadLetter.Reason.FULL)).isEqualTo(2);
    }

    @Test
    void orDropsWhatHasWaitedLongest() {
        Behavior<Reading> display = gated(Reading.class);

        Behavior<Reading> latest = display.mailbox(Mailboxes.bounded(1, Overflow.dropOldest()));
        ActorRef<Reading> thermometer = busy(latest, new Reading(20.0));
        thermometer.tell(new Reading(20.1));
        thermometer.tell(new Reading(20.2));
        gate.countDown();

        await().untilAsserted(() -> assertThat(handled).containsExactly(new Reading(20.0), new Reading(20.2)));
        assertThat(system.deadLetters(DeadLetter.Reason.DROPPED)).isEqualTo(1);
    }

    @Test
    void orBlocksTheSender() {
        Behavior<Reading> display = gated(Reading.class);
        ActorRef<Reading> slow =
                busy(display.mailbox(Mailboxes.bounded(1, Overflow.block(Duration.ofMillis(20)))), new Reading(20.0));
        slow.tell(new Reading(20.1));

        slow.tell(new Reading(20.2));

        assertThat(system.deadLetters(DeadLetter.Reason.FULL)).isEqualTo(1);
    }

    @Test
    void theMostUrgentGoesFirst() {
        Behavior<Job> work = gated(Job.class);

        Behavior<Job> urgentFirst = work.mailbox(
                Mailboxes.priority(Comparator.comparingInt(Job::urgency).reversed()));
        ActorRef<Job> worker = busy(urgentFirst, new Job(0, "in hand"));
        worker.tell(new Job(1, "tidy up"));
        worker.tell(new Job(9, "fire"));
        gate.countDown();

        await().untilAsserted(() -> assertThat(handled)
                .extracting(job -> ((Job) job).name())
                .containsExactly("in hand", "fire", "tidy up"));
    }

    @Test
    void allMailboxesTogetherHoldSoMany() {
        SystemOptions options =
                SystemOptions.defaults().withMailbox(Mailboxes.bounded(100_000)).withMaxMessages(1_000_000);

        try (ActorSystem sized = ActorSystems.start("sized", options)) {
            assertThat(sized.isRunning()).isTrue();
        }
    }

    @Test
    void soManyEntitiesLiveAtOnce() {
        Behavior<Job> cart = Behaviors.stateful(Job.class, 0, (jobs, job, ctx) -> {
            ctx.replyTo(job).reply(ctx.name() + " " + jobs);
            return jobs + 1;
        });

        Entities<Job> carts = EntityKinds.register(system, "carts", cart, Duration.ofMinutes(2), 10_000);
        String reply = carts.get("42").call(new Job(1, "add"));

        assertThat(reply).isEqualTo("42 0");
    }

    @Test
    void theLatestDeadLettersAreRemembered() {
        ActorRef<Job> gone = system.spawn("gone", gated(Job.class));
        system.stop(gone).join();
        gone.tell(new Job(1, "late"));

        long stopped = system.deadLetters(DeadLetter.Reason.STOPPED);
        List<DeadLetter> latest = system.recentDeadLetters();

        assertThat(stopped).isEqualTo(1);
        assertThat(latest).containsExactly(new DeadLetter(gone.path(), new Job(1, "late"), DeadLetter.Reason.STOPPED));
    }
}
