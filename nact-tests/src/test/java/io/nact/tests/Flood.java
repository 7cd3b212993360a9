package io.nact.tests;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.ReplyRef;
import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Mailboxes;
import io.nact.system.ActorSystems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The program that {@link FloodTests} runs in a JVM of its own: tells slow actors far more than they can handle, sees to
 * it meanwhile that what needs no room still passes, and ends with status 0 if all went well.
 */
final class Flood {

    private static final Executor LATER = CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS);

    private final ActorSystem system = ActorSystems.start("flood");

    private final AtomicInteger ticks = new AtomicInteger();

    private final CompletableFuture<String> childEnded = new CompletableFuture<>();

    private final CompletableFuture<String> piped = new CompletableFuture<>();

    private final CompletableFuture<ReplyRef<String>> promise = new CompletableFuture<>();

    private Flood() {}

    /** The kind of mailbox, and how many messages to send. */
    public static void main(String[] arguments) throws Exception {
        long messages = Long.parseLong(arguments[1]);
        new Flood().run(arguments[0].equals("bounded"), messages);
        System.exit(0);
    }

    private void run(boolean bounded, long messages) throws Exception {
        Behavior<Object> slow = Behaviors.statefulAsync(
                0, (count, message, context) -> CompletableFuture.supplyAsync(() -> count + 1, LATER));
        List<ActorRef<Object>> actors = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            actors.add(system.spawn("slow " + i, bounded ? slow.mailbox(Mailboxes.bounded(1_000)) : slow));
        }
        CompletableFuture<Void> work = new CompletableFuture<>();
        ActorRef<Script<?>> busy = system.spawn("busy", Script.actor());
        ActorRef<Script<?>> child = system.spawn(busy, "child", Script.actor());
        CompletableFuture<String> ask = busy.ask(
                new Script<>((request, context) -> {
                    prepare(context, child, work);
                    promise.complete(context.replyTo(request));
                    return null;
                }),
                Duration.ofHours(1));
        ReplyRef<String> replyTo = promise.get(10, TimeUnit.SECONDS);

        flood(actors, messages / 2);
        int before = ticks.get();
        replyTo.reply("answered");
        expect(ask, "the reply");
        work.complete(null);
        expect(piped, "what was piped");
        expect(system.stop(child), "the end of the child");
        expect(childEnded, "the news of the child's end");
        flood(actors, messages - messages / 2);

        check(ticks.get() > before + 1, "the timer went on: " + ticks);
        check(system.deadLetters(Reason.FULL) > messages / 2, "most found no room");
        check(system.fatalError().isEmpty(), "no fatal error");
        System.out.println(
                "%d told, %d dead letters, %d ticks".formatted(messages, system.deadLetters(Reason.FULL), ticks.get()));
        expect(system.stop(), "the end of the system");
    }

    private void prepare(ActorContext<Script<?>> context, ActorRef<?> child, CompletableFuture<Void> work) {
        context.timers().startFixedDelay("tick", Script.run(inner -> ticks.incrementAndGet()), Duration.ofMillis(5));
        context.pipeToSelf(work, (nothing, failure) -> Script.run(inner -> piped.complete("piped")));
        context.watchWith(child, Script.run(inner -> childEnded.complete("ended")));
    }

    private static void flood(List<ActorRef<Object>> actors, long messages) {
        for (long i = 0; i < messages; i++) {
            actors.get((int) (i % actors.size())).tell(Long.valueOf(i));
        }
    }

    private static void expect(CompletableFuture<?> what, String name) {
        try {
            what.get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("Missed " + name, e);
        }
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("Expected that " + what);
        }
    }
}
