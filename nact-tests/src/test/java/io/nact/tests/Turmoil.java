package io.nact.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Entities;
import io.nact.SystemOptions;
import io.nact.dispatch.Dispatcher;
import io.nact.entity.EntityKinds;
import io.nact.event.DeadLetter;
import io.nact.mailbox.MailboxFactory;
import io.nact.supervision.Backoff;
import io.nact.supervision.Crash;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.tests.Jobs.Job;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * A system whose actors are given {@link Jobs} until told otherwise, by several threads, while others are stopped: parents
 * and children on demand with every kind of mailbox and each directive, and entities of which few may live at once.
 */
final class Turmoil {

    private static final Duration LONG = Duration.ofSeconds(60);

    private static final int SENDERS = 2;

    private static final int BURST = 20;

    /** More than that are not under way at once, else unbounded mailboxes would be what grows. */
    private static final int UNDER_WAY = 5_000;

    private static final int ENTITIES = 50;

    private static final int LIVE_ENTITIES = 8;

    private static final Directive[] DIRECTIVES = Directive.values();

    private final Engines engine;

    private final CountedTimers timers;

    /** Where every other actor takes its turns. */
    private final Dispatcher elsewhere;

    private final TestSystem system;

    /** By the events, to be held against the system's own count. */
    private final LongAdder published = new LongAdder();

    private final Jobs jobs;

    private final ActorRef<?> root;

    private final ActorRef<?> entities;

    private final List<CompletableFuture<Void>> threads = new ArrayList<>();

    private volatile boolean over;

    Turmoil(Engines engine, long seed) {
        this.engine = engine;
        timers = new CountedTimers("soak-clock-" + engine);
        elsewhere = engine.dispatcher("elsewhere-" + engine);
        system = TestSystem.on(engine)
                .with((SystemOptions options) -> options.withScheduler(timers).withStopTimeout(LONG))
                .open();
        system.actors().events().subscribe(DeadLetter.class, letter -> published.increment());
        jobs = new Jobs(system::actors);
        root = spawnParents();
        entities = registerEntities();
        for (int i = 0; i < SENDERS; i++) {
            Random random = new Random(seed * 31 + i);
            threads.add(onAThread("sender", () -> send(random)));
        }
        Random random = new Random(seed);
        threads.add(onAThread("disturber", () -> disturb(random)));
    }

    private ActorRef<?> spawnParents() {
        List<MailboxFactory> mailboxes = Jobs.mailboxes();
        ActorRef<Void> top = system.spawn(
                "root",
                Behaviors.stateless(Void.class, (message, context) -> {})
                        .childrenOnDemand(name -> parent(mailboxes.get(number(name))))
                        .onCrash(SupervisionPolicy.always(Directive.RESET_CHILD)));
        for (int i = 0; i < mailboxes.size(); i++) {
            ActorRef<Job> parent = system.child(top, "parent-" + i);
            for (int j = 0; j < Child.values().length; j++) {
                // As often as a child, none of which lives without it.
                jobs.atWork(parent);
                jobs.atWork(system.child(parent, "child-" + j));
            }
        }
        return top;
    }

    /** The last digit; also of a name like $17, of an actor that a job has spawned, when it is told something after its end. */
    private static int number(String name) {
        return name.charAt(name.length() - 1) - '0';
    }

    private Behavior<Job> parent(MailboxFactory mailbox) {
        return jobs.stateful()
                .mailbox(mailbox)
                .childrenOnDemand(name -> child(Child.values()[number(name) % Child.values().length], mailbox))
                .onCrash(Turmoil::decision);
    }

    /** Each directive in its turn; mostly a harmless one, so that there are actors to decide about. */
    private static Directive decision(Crash crash) {
        return crash.count() % 4 == 0 ? DIRECTIVES[crash.count() / 4 % DIRECTIVES.length] : Directive.RESET_CHILD;
    }

    private enum Child {
        STATELESS,
        PASSIVATED,
        BECOMING,
        ELSEWHERE,
        DECIDED_LATER,
        BACKING_OFF
    }

    private Behavior<Job> child(Child kind, MailboxFactory mailbox) {
        Behavior<Job> behavior = switch (kind) {
            case STATELESS -> jobs.stateless().onCrash(Turmoil::decision);
            case PASSIVATED -> jobs.stateful().passivateAfter(Jobs.MOMENT).onCrash(Turmoil::decision);
            case BECOMING -> jobs.becoming().onCrash(Turmoil::decision);
            case ELSEWHERE -> jobs.stateful().dispatcher(elsewhere).onCrash(Turmoil::decision);
            case DECIDED_LATER ->
                jobs.stateful().onCrashAsync(crash -> Jobs.later().thenApply(done -> decision(crash)));
            case BACKING_OFF ->
                jobs.stateful()
                        .onCrash(Backoff.exponential(Duration.ofMillis(1), Jobs.MOMENT)
                                .atMost(50, Duration.ofSeconds(1)));
        };
        return behavior.mailbox(mailbox);
    }

    private ActorRef<?> registerEntities() {
        Entities<Job> kind = EntityKinds.register(
                system.actors(), "entities", jobs.stateful().onCrash(Turmoil::decision), Jobs.MOMENT, LIVE_ENTITIES);
        for (int i = 0; i < ENTITIES; i++) {
            jobs.atWork(kind.get("entity-" + i));
        }
        return system.actors().find(system.path("entities")).orElseThrow();
    }

    private void send(Random random) {
        if (underWay() > UNDER_WAY) {
            LockSupport.parkNanos(100_000);
        } else {
            jobs.send(random, BURST);
        }
    }

    private void disturb(Random random) {
        ActorRef<Job> actor = jobs.any(random);
        if (random.nextInt(10) == 0) {
            system.actors().findAll(Job.class);
            system.actors().depth(actor);
        }
        system.stop(actor);
        LockSupport.parkNanos(3_000_000);
    }

    private CompletableFuture<Void> onAThread(String name, Runnable work) {
        return CompletableFuture.runAsync(
                () -> {
                    while (!over) {
                        work.run();
                    }
                },
                task -> new Thread(task, name + "-" + engine).start());
    }

    /** What does not get larger is no progress. */
    long ended() {
        return jobs.ended();
    }

    long handled() {
        return jobs.handledWell() + jobs.handledWithAnException();
    }

    long live() {
        return system.live();
    }

    long pendingTimers() {
        return timers.pending();
    }

    private long underWay() {
        long ended = jobs.ended();
        return jobs.sent() - ended;
    }

    /** Stops everything, and asserts that nothing is left and that the account is in order. */
    void end() {
        over = true;
        threads.forEach(Waiting::reply);
        system.stopAndWait(root);
        system.stopAndWait(entities);
        await("the end of each ask and offer").atMost(LONG).until(() -> jobs.unanswered() == 0);
        assertThat(jobs.unexpected()).isNull();
        await("the account")
                .atMost(LONG)
                .untilAsserted(
                        () -> assertThat(jobs.ended()).as(jobs.toString()).isEqualTo(jobs.sent()));
        assertThat(published.sum()).isEqualTo(jobs.deadLetters());
        assertThat(system.actors().fatalError()).isEmpty();
        await("the end of the actors").untilAsserted(() -> assertThat(live()).isZero());
        await("the end of the timers")
                .untilAsserted(() -> assertThat(timers.pending()).isZero());
        system.close();
        elsewhere.close();
        await("the end of the threads")
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .noneMatch(name -> name.startsWith("nact-elsewhere-" + engine)
                                || name.startsWith("soak-clock-" + engine)));
    }

    @Override
    public String toString() {
        return engine + ": " + jobs;
    }
}
