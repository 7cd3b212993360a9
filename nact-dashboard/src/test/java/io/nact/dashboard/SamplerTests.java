package io.nact.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behaviors;
import io.nact.dashboard.Sample.Concern;
import io.nact.dashboard.Sample.Kind;
import io.nact.dashboard.Sample.TypeState;
import io.nact.inspect.Ranking;
import io.nact.mailbox.MailboxFactory;
import io.nact.mailbox.Mailboxes;
import io.nact.supervision.Directive;
import io.nact.system.ActorSystems;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SamplerTests {

    private final ActorSystem system = ActorSystems.start("sampled");

    private final Sampler sampler = new Sampler(system);

    private final CountDownLatch latch = new CountDownLatch(1);

    @AfterEach
    void close() {
        latch.countDown();
        sampler.close();
        system.close();
    }

    @Test
    void ratesAreOfTheTimeSinceTheSampleBefore() {
        ActorRef<String> worker = system.spawn("worker", Behaviors.stateless((message, ctx) -> {}));
        worker.tell("before");
        await().until(() -> handled(sampler.next()) == 1);
        assertThat(type(sampler.next(), "worker").rate()).isZero();

        worker.tell("one");
        worker.tell("two");

        await().untilAsserted(() -> {
            Sample sample = sampler.next();
            assertThat(sample.total().handled()).isEqualTo(3);
        });
    }

    @Test
    void theFirstSampleHasNoRates() {
        Sample first = sampler.next();

        assertThat(first.total().rate()).isNull();
        assertThat(sampler.next().total().rate()).isZero();
    }

    @Test
    void failuresAndDeadLettersAreCounted() {
        ActorRef<String> worker = system.spawn(
                "worker",
                Behaviors.<String>stateless((message, ctx) -> {
                            throw new IllegalStateException("on purpose");
                        })
                        .onCrash(crash -> Directive.RESUME));
        ActorRef<String> gone = system.spawn("gone", Behaviors.stateless((message, ctx) -> {}));
        system.stop(gone).join();
        sampler.next();

        worker.tell("fail");
        gone.tell("lost");

        await().until(() -> sampler.next().total().crashes() == 1);
        assertThat(sampler.next().total().deadLetters()).isOne();
    }

    @Test
    void latenciesAreMeasuredWhileItLooks() {
        ActorRef<String> worker = system.spawn("worker", Behaviors.stateless((message, ctx) -> {}));

        await().untilAsserted(() -> {
            for (int i = 0; i < 64; i++) {
                worker.tell("work");
            }
            assertThat(type(sampler.next(), "worker").p99()).isPositive();
        });
    }

    @Test
    void aStuckActorIsAConcernByTheSecondLook() {
        ActorRef<String> stuck = system.spawn("stuck", Behaviors.stateless((message, ctx) -> latch.await()));
        stuck.tell("block");
        await().untilAsserted(() -> {
            sampler.next();
            assertThat(system.depth(stuck)).isZero();
        });

        await().atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(sampler.next().attention())
                        .extracting(Concern::kind, concern -> concern.actor().path())
                        .containsExactly(tuple(Kind.STUCK, stuck.path())));
    }

    @Test
    void aStuckActorIsNamedHoweverManyWaitForLonger() {
        CompletableFuture<Integer> never = new CompletableFuture<>();
        for (int i = 0; i <= Sampler.CANDIDATES; i++) {
            ActorRef<String> waiting = system.spawn(
                    "waiting-" + i, Behaviors.<Integer, String>statefulAsync(0, (state, message, ctx) -> never));
            waiting.tell("wait");
        }
        await().until(() -> {
            sampler.next();
            return system.inspect().top(Ranking.IN_HAND, Sampler.CANDIDATES + 1).stream()
                            .filter(actor -> !actor.inHand().isZero())
                            .count()
                    == Sampler.CANDIDATES + 1;
        });
        ActorRef<String> stuck = system.spawn("stuck", Behaviors.stateless((message, ctx) -> latch.await()));
        stuck.tell("block");

        await().untilAsserted(() -> assertThat(sampler.next().attention())
                .extracting(Concern::kind, concern -> concern.actor().path())
                .contains(tuple(Kind.STUCK, stuck.path())));
        never.complete(0);
    }

    @Test
    void anActorThatCrashesAgainAndAgainIsAConcern() {
        ActorRef<String> worker = system.spawn(
                "worker",
                Behaviors.<String>stateless((message, ctx) -> {
                            throw new IllegalStateException("on purpose");
                        })
                        .onCrash(crash -> Directive.RESUME));
        worker.tell("one");
        worker.tell("two");
        await().until(() -> sampler.next().total().crashes() == 2);
        assertThat(sampler.next().attention()).isEmpty();

        worker.tell("three");

        await().untilAsserted(() -> assertThat(sampler.next().attention())
                .extracting(Concern::kind, Concern::crashes)
                .containsExactly(tuple(Kind.CRASHING, 3)));
    }

    @Test
    void aMailboxThatIsAlmostFullIsAConcernAmongManyThatAreDeeper() {
        for (int i = 0; i <= Sampler.CANDIDATES; i++) {
            held("deep-" + i, Mailboxes.bounded(1_000), 100);
        }
        ActorRef<String> full = held("full", Mailboxes.bounded(10), 9);

        assertThat(sampler.next().attention())
                .extracting(
                        Concern::kind,
                        concern -> concern.actor().path(),
                        concern -> concern.actor().capacity())
                .containsExactly(tuple(Kind.SATURATED, full.path(), 10));
    }

    private ActorRef<String> held(String name, MailboxFactory mailbox, int messages) {
        ActorRef<String> actor = system.spawn(
                name, Behaviors.<String>stateless((message, ctx) -> {}).mailbox(mailbox));
        system.inspect().controls().suspend(actor.path());
        await().until(() -> system.inspect().actor(actor.path()).orElseThrow().suspendedByHand());
        for (int i = 0; i < messages; i++) {
            actor.tell("wait");
        }
        return actor;
    }

    @Test
    void aSystemAtEaseIsNoConcern() {
        system.spawn("idle", Behaviors.stateless((message, ctx) -> {}));

        Sample sample = sampler.next();

        assertThat(sample.attention()).isEmpty();
        assertThat(type(sample, "idle").actors()).isOne();
        assertThat(sample.system().running()).isTrue();
        assertThat(sample.dispatchers()).isNotEmpty();
    }

    private static long handled(Sample sample) {
        return sample.total().handled();
    }

    private static TypeState type(Sample sample, String name) {
        return sample.types().stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
