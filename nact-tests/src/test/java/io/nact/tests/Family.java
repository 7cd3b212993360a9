package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.Behaviors;
import io.nact.Request;
import io.nact.StatefulBehavior;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A tree on which crashes are tried: the actor has a parent, an elder and a younger sibling, and two children, one of which
 * has a child. Each remembers the words that it was told in this life.
 */
final class Family {

    /** What a crash made of a member. */
    enum Fate {
        /** It lives on with its state. */
        KEPT,
        /** It lives on with fresh state. */
        FRESH,
        /** It has ended. */
        STOPPED
    }

    sealed interface Message {

        record Word(String text) implements Message {}

        record Hold(Gate gate) implements Message {}

        record Boom() implements Message {}

        record Words() implements Message, Request<List<String>> {}
    }

    static final List<String> MEMBERS = List.of("parent", "elder", "actor", "younger", "child", "other", "grandchild");

    private final Map<String, ActorRef<Message>> members = new ConcurrentHashMap<>();

    private final Map<String, Integer> lives = new ConcurrentHashMap<>();

    private final Map<String, List<List<String>>> ends = new ConcurrentHashMap<>();

    Family(TestSystem system, Map<String, SupervisionPolicy> policies) {
        members.put("parent", system.spawn("parent", behavior("parent", policies)));
        for (String[] edge : new String[][] {
            {"parent", "elder"},
            {"parent", "actor"},
            {"parent", "younger"},
            {"actor", "child"},
            {"actor", "other"},
            {"child", "grandchild"}
        }) {
            members.put(edge[1], system.spawn(member(edge[0]), edge[1], behavior(edge[1], policies)));
        }
        MEMBERS.forEach(name -> {
            member(name).tell(new Message.Word("before"));
            assertReply(member(name).ask(new Message.Words())).isEqualTo(List.of("before"));
        });
    }

    private StatefulBehavior<List<String>, Message> behavior(String name, Map<String, SupervisionPolicy> policies) {
        return Behaviors.statefulFrom(
                        Message.class,
                        context -> {
                            lives.merge(name, 1, Integer::sum);
                            return List.<String>of();
                        },
                        (words, message, context) -> {
                            if (message instanceof Message.Hold hold) {
                                hold.gate().pass();
                            } else if (message instanceof Message.Boom) {
                                throw new IllegalStateException("boom, on purpose");
                            } else if (message instanceof Message.Words request) {
                                context.replyTo(request).reply(words);
                            } else if (message instanceof Message.Word word) {
                                List<String> next = new ArrayList<>(words);
                                next.add(word.text());
                                return List.copyOf(next);
                            }
                            return words;
                        })
                .onCrash(policies.getOrDefault(name, SupervisionPolicy.always(Directive.STOP)))
                .afterStop((words, context) -> ends.computeIfAbsent(name, key -> new CopyOnWriteArrayList<>())
                        .add(context.undelivered().stream()
                                .map(message -> message instanceof Message.Word word ? word.text() : message.toString())
                                .toList()));
    }

    ActorRef<Message> member(String name) {
        return members.get(name);
    }

    /** Makes the member crash while these words wait behind the crash. */
    void crash(String name, List<String> waiting) {
        Gate gate = new Gate();
        member(name).tell(new Message.Hold(gate));
        gate.awaitReached();
        member(name).tell(new Message.Boom());
        waiting.forEach(word -> member(name).tell(new Message.Word(word)));
        gate.open();
    }

    /** Waits until the member has met its fate, with these words having waited for it meanwhile. */
    void expect(String name, Fate fate, List<String> waited) {
        switch (fate) {
            case STOPPED -> {
                await(name + " ends").untilAsserted(() -> assertThat(ends).containsKey(name));
                assertThat(ends.get(name)).as("ends of %s", name).containsExactly(waited);
                assertFailure(member(name).ask(new Message.Words())).as(name).isInstanceOf(ActorStoppedException.class);
            }
            case FRESH -> {
                await(name + " starts anew")
                        .untilAsserted(() -> assertThat(lives).containsEntry(name, 2));
                assertReply(member(name).ask(new Message.Words())).as(name).isEqualTo(waited);
                assertThat(ends).doesNotContainKey(name);
            }
            case KEPT -> {
                List<String> words = new ArrayList<>(List.of("before"));
                words.addAll(waited);
                assertReply(member(name).ask(new Message.Words())).as(name).isEqualTo(words);
                assertThat(lives).containsEntry(name, 1);
                assertThat(ends).doesNotContainKey(name);
            }
        }
    }
}
