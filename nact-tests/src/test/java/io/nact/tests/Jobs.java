package io.nact.tests;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.ActorSystem;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Request;
import io.nact.StatefulBehavior;
import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.MailboxFactory;
import io.nact.mailbox.Mailboxes;
import io.nact.mailbox.Overflow;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that can be done to actors, at random, and the account of it: what was sent must be what was handled well,
 * handled with an exception, or a dead letter.
 */
final class Jobs {

    static final Duration MOMENT = Duration.ofMillis(2);

    /** Where jobs may go. */
    private final List<ActorRef<Job>> actors = new CopyOnWriteArrayList<>();

    private final Supplier<ActorSystem> system;

    private final LongAdder sent = new LongAdder();

    private final LongAdder handledWell = new LongAdder();

    private final LongAdder handledWithAnException = new LongAdder();

    /** Turns on what nobody has sent. */
    private final LongAdder ticked = new LongAdder();

    private final LongAdder asked = new LongAdder();

    private final LongAdder answered = new LongAdder();

    /** The latest exception that no job is meant to throw. */
    private volatile RuntimeException unexpected;

    /** The system is looked for when it is needed. */
    Jobs(Supplier<ActorSystem> system) {
        this.system = system;
    }

    /** A message that says what the turn is to do. Its second turn, after a stash, only handles it. */
    record Job(Kind kind, AtomicBoolean again) implements Request<Integer> {

        static Job of(Kind kind) {
            return new Job(kind, new AtomicBoolean());
        }
    }

    enum Kind {
        WORK,
        THROW,
        STASH,
        STASH_AND_THROW,
        UNSTASH,
        REFUSE,
        TELL,
        TELL_ITSELF,
        TELL_BY_ADAPTER,
        FORWARD,
        ASK,
        ASK_AND_WAIT,
        PROMISE,
        PIPE,
        TICK,
        TICK_AGAIN_AND_AGAIN,
        WAIT,
        WAIT_AND_FAIL,
        WATCH,
        UNWATCH,
        SPAWN,
        STOP,
        DRAIN,
        /** Not sent, but due. */
        TICKED;

        private static final Kind[] SENT = Arrays.copyOf(values(), TICKED.ordinal());

        /** What a child may be told that nobody else knows. */
        private static final Kind[] FOR_A_CHILD = {WORK, THROW, WAIT, WAIT_AND_FAIL, TICK, STOP, DRAIN};

        static Kind any(Random random) {
            // Mostly something ordinary, so that there are actors to do it.
            return random.nextInt(3) > 0 ? WORK : SENT[random.nextInt(SENT.length)];
        }
    }

    /** One of each, with little room where there is a limit. */
    static List<MailboxFactory> mailboxes() {
        Comparator<Job> order = Comparator.comparing(Job::kind);
        return List.of(
                Mailboxes.unbounded(),
                Mailboxes.bounded(5),
                Mailboxes.bounded(5, Overflow.dropNewest()),
                Mailboxes.bounded(5, Overflow.dropOldest()),
                Mailboxes.bounded(5, Overflow.block(MOMENT)),
                Mailboxes.priority(order),
                Mailboxes.priority(5, order));
    }

    /** Whoever is at work may be sent something from now on. */
    void atWork(ActorRef<Job> actor) {
        actors.add(actor);
    }

    ActorRef<Job> any(Random random) {
        return actors.get(random.nextInt(actors.size()));
    }

    StatefulBehavior<Integer, Job> stateful() {
        return Behaviors.<Integer, Job>statefulAsync(0, (count, job, context) -> {
                    CompletionStage<?> stage = handle(job, context);
                    return stage == null
                            ? CompletableFuture.completedFuture(count + 1)
                            : stage.thenApply(done -> count + 1);
                })
                .onTerminated((news, context) -> {})
                .stashCapacity(5);
    }

    Behavior<Job> stateless() {
        return Behaviors.statelessAsync(this::handle)
                .onTerminated((news, context) -> {})
                .stashCapacity(5);
    }

    /** Becomes another one with each message; waits for no stage. */
    Behavior<Job> becoming() {
        return Behaviors.<Job>receive((job, context) -> {
                    handle(job, context);
                    return becoming();
                })
                .onTerminated((news, context) -> {})
                .stashCapacity(5);
    }

    private CompletionStage<?> handle(Job job, ActorContext<Job> context) {
        try {
            return work(job, context);
        } catch (OnPurpose counted) {
            throw counted;
        } catch (RuntimeException mistake) {
            handledWithAnException.increment();
            // An actor that is told to stop in its turn can spawn no more.
            if (!(mistake instanceof ActorStoppedException)) {
                unexpected = mistake;
            }
            throw mistake;
        }
    }

    private CompletionStage<?> work(Job job, ActorContext<Job> context) {
        if (job.again().get()) {
            return well();
        }
        switch (job.kind()) {
            case WORK -> context.replyTo(job).reply(1);
            case THROW -> throw fails();
            case STASH -> {
                job.again().set(true);
                context.stash().add();
                return null;
            }
            case STASH_AND_THROW -> {
                context.stash().add();
                throw fails();
            }
            case UNSTASH -> context.stash().unstash(3);
            case REFUSE -> {
                context.unhandled();
                return null;
            }
            case TELL -> tell(any(), Kind.WORK);
            case TELL_ITSELF -> tell(context.self(), Kind.WORK);
            case TELL_BY_ADAPTER -> {
                ActorRef<Kind> adapter = context.adapt(Job::of);
                try {
                    adapter.tell(Kind.WORK);
                    sent.increment();
                } catch (IllegalStateException inOrder) {
                    // A priority mailbox cannot tell the place of what has yet to be adapted: it was not sent.
                    return well();
                }
            }
            case FORWARD -> {
                sent.increment();
                context.forward(any(), Job.of(Kind.WORK));
            }
            case ASK -> ask(any(), Kind.WORK);
            case ASK_AND_WAIT -> {
                return ask(any(), Kind.WORK).handle((reply, failure) -> well());
            }
            case PROMISE -> {
                var reply = context.replyTo(job);
                later().thenRun(() -> reply.reply(1));
            }
            case PIPE ->
                context.pipeToSelf(later(), (done, failure) -> {
                    sent.increment();
                    return Job.of(Kind.WORK);
                });
            case TICK -> context.timers().startSingle("tick", Job.of(Kind.TICKED), MOMENT);
            case TICK_AGAIN_AND_AGAIN -> context.timers().startFixedRate("again", Job.of(Kind.TICKED), MOMENT);
            case WAIT -> {
                return later().thenRun(this::well);
            }
            case WAIT_AND_FAIL -> {
                return later().thenRun(() -> {
                    throw fails();
                });
            }
            case WATCH -> context.watch(any());
            case UNWATCH -> context.unwatch(any());
            case SPAWN -> spawn(context);
            case TICKED -> {
                ticked.increment();
                context.stash().unstashAll();
                if (ThreadLocalRandom.current().nextInt(3) == 0) {
                    context.timers().cancel("again");
                }
                return null;
            }
            case STOP -> context.stop();
            case DRAIN -> context.stopAfterDrain();
        }
        return well();
    }

    private void spawn(ActorContext<Job> context) {
        ActorRef<Job> child = context.spawn(stateful().shutdownAfter(MOMENT));
        context.watch(child);
        tell(child, Kind.FOR_A_CHILD[ThreadLocalRandom.current().nextInt(Kind.FOR_A_CHILD.length)]);
    }

    private void tell(ActorRef<Job> actor, Kind kind) {
        sent.increment();
        actor.tell(Job.of(kind));
    }

    private CompletableFuture<Integer> ask(ActorRef<Job> actor, Kind kind) {
        sent.increment();
        return awaited(actor.ask(Job.of(kind), MOMENT));
    }

    private <T> CompletableFuture<T> awaited(CompletableFuture<T> future) {
        asked.increment();
        future.whenComplete((value, failure) -> answered.increment());
        return future;
    }

    private CompletionStage<?> well() {
        handledWell.increment();
        return null;
    }

    private OnPurpose fails() {
        handledWithAnException.increment();
        return new OnPurpose();
    }

    private static final class OnPurpose extends RuntimeException {

        OnPurpose() {
            super("on purpose");
        }
    }

    /** What completes in a moment, on a thread of nobody. */
    static CompletableFuture<?> later() {
        return CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS));
    }

    private ActorRef<Job> any() {
        return any(ThreadLocalRandom.current());
    }

    /** Sends one actor so many messages, each of any kind in any way. */
    void send(Random random, int messages) {
        ActorRef<Job> actor = any(random);
        for (int i = 0; i < messages; i++) {
            sendOne(actor, Job.of(Kind.any(random)), random);
        }
    }

    private void sendOne(ActorRef<Job> actor, Job job, Random random) {
        switch (random.nextInt(8)) {
            case 0 -> {
                if (actor.tryTell(job)) {
                    sent.increment();
                }
            }
            case 1 -> {
                sent.increment();
                awaited(actor.ask(job));
            }
            case 2 -> {
                sent.increment();
                awaited(actor.ask(job, MOMENT));
            }
            case 3 -> {
                sent.increment();
                awaited(actor.ask(job)).cancel(false);
            }
            case 4 -> offer(actor, job, random.nextBoolean());
            default -> {
                sent.increment();
                actor.tell(job);
            }
        }
    }

    /** It is sent if and only if the stage says that it has been taken. */
    private void offer(ActorRef<Job> actor, Job job, boolean takesBack) {
        CompletableFuture<Void> offer = actor.offer(job);
        asked.increment();
        offer.whenComplete((taken, failure) -> {
            if (failure == null) {
                sent.increment();
            }
            answered.increment();
        });
        if (takesBack) {
            offer.cancel(false);
        }
    }

    /** How many asks and offers have not ended. */
    long unanswered() {
        long before = answered.sum();
        return asked.sum() - before;
    }

    long sent() {
        return sent.sum();
    }

    long handledWell() {
        return handledWell.sum();
    }

    long handledWithAnException() {
        return handledWithAnException.sum();
    }

    long ticked() {
        return ticked.sum();
    }

    /** The latest exception that no job is meant to throw, or null. */
    RuntimeException unexpected() {
        return unexpected;
    }

    long deadLetters() {
        return Stream.of(Reason.values()).mapToLong(system.get()::deadLetters).sum();
    }

    /** How many have come to an end, in whichever way. */
    long ended() {
        return handledWell() + handledWithAnException() + deadLetters();
    }

    @Override
    public String toString() {
        Map<Reason, Long> byReason =
                Stream.of(Reason.values()).collect(Collectors.toMap(reason -> reason, system.get()::deadLetters));
        return "of %d sent %d ended: %d handled well, %d with an exception, %d dead letters %s; %d unanswered"
                .formatted(
                        sent(),
                        ended(),
                        handledWell(),
                        handledWithAnException(),
                        deadLetters(),
                        new TreeMap<>(byReason),
                        unanswered());
    }
}
