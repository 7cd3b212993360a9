package io.nact.spring.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.Receive;
import io.nact.Request;
import io.nact.spring.Actor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;

/** Senders who are somebody else with each message: nobody's turn is ever taken under another's name. */
class ManyUsersTests {

    private static final int MESSAGES = 10_240;

    private static final int SENDERS = 4;

    private static final String NOBODY = "nobody";

    private final SecurityContextHolderStrategy usual = SecurityContextHolder.getContextHolderStrategy();

    private final ThreadsOfUsers threads = new ThreadsOfUsers();

    @BeforeEach
    void watchThreads() {
        SecurityContextHolder.setContextHolderStrategy(threads);
    }

    @AfterEach
    void leaveThreadsAlone() {
        SecurityContextHolder.setContextHolderStrategy(usual);
    }

    @Test
    void neverMixesUsersUp() {
        ApplicationContextRunner application = Applications.with(MethodSecurity.class, Seen.class, Witness.class)
                .withPropertyValues("nact.ask-timeout=2m");
        application.run(context -> {
            ActorRef<Sent> witness = Applications.ref(context, "witness");
            Seen seen = context.getBean(Seen.class);
            List<Thread> senders = IntStream.range(0, SENDERS)
                    .mapToObj(sender -> new Thread(() -> send(sender, witness, seen)))
                    .toList();
            senders.forEach(Thread::start);
            for (Thread sender : senders) {
                sender.join();
            }
            witness.tell(new Release());

            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                assertThat(seen.inTurns).hasValue(MESSAGES);
                assertThat(seen.afterReplies).hasValue(MESSAGES / 4);
            });
            assertThat(seen.mixedUp).isEmpty();
            assertThat(seen.users).hasSize(MESSAGES / 2 + 1);
            await().untilAsserted(() -> assertThat(threads.users()).isEmpty());
        });
    }

    private static void send(int sender, ActorRef<Sent> witness, Seen seen) {
        for (int i = sender; i < MESSAGES; i += SENDERS) {
            int turn = i / SENDERS;
            String user = turn % 2 == 0 ? NOBODY : "user " + i;
            logIn(user);
            Kind kind = Kind.values()[turn / 2 % Kind.values().length];
            if (kind == Kind.ASKED) {
                witness.ask(new Asked(user)).thenAccept(answer -> seen.afterReply(user, answer));
            } else {
                witness.tell(new Told(kind, user));
            }
            if (turn % 100 == 99) {
                witness.tell(new Release());
            }
        }
        SecurityContextHolder.clearContext();
    }

    private static void logIn(String user) {
        if (user.equals(NOBODY)) {
            SecurityContextHolder.clearContext();
        } else {
            SecurityContextHolder.getContext()
                    .setAuthentication(new TestingAuthenticationToken(user, "secret", "ROLE_USER"));
        }
    }

    private static String user() {
        Authentication user = SecurityContextHolder.getContext().getAuthentication();
        return user == null ? NOBODY : user.getName();
    }

    enum Kind {
        HANDLED,
        ASKED,
        STASHED,
        PIPED
    }

    sealed interface Sent {}

    record Told(Kind kind, String user) implements Sent {}

    record Asked(String user) implements Sent, Request<String> {}

    record Piped(String user) implements Sent {}

    record Release() implements Sent {}

    static class Seen {

        final AtomicInteger inTurns = new AtomicInteger();

        final AtomicInteger afterReplies = new AtomicInteger();

        final Map<String, Boolean> users = new ConcurrentHashMap<>();

        final ConcurrentLinkedQueue<String> mixedUp = new ConcurrentLinkedQueue<>();

        void inTurn(String sender) {
            compare(sender, user());
            inTurns.incrementAndGet();
        }

        void afterReply(String asker, String answer) {
            compare(asker, answer);
            compare(asker, user());
            afterReplies.incrementAndGet();
        }

        void compare(String expected, String actual) {
            users.put(actual, true);
            if (!actual.equals(expected)) {
                mixedUp.add("%s instead of %s".formatted(actual, expected));
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableMethodSecurity
    static class MethodSecurity {}

    /** Logs somebody in who is not logged out: what a turn leaves behind must not reach the next. */
    @Actor("witness")
    static class Witness {

        private final Seen seen;

        /** How many come back out of the stash, next to one another. */
        private int released;

        Witness(Seen seen) {
            this.seen = seen;
        }

        @PreAuthorize("permitAll")
        @Receive
        void told(Told message, ActorContext<Sent> context) {
            if (message.kind() == Kind.STASHED && released-- == 0) {
                released = 0;
                context.stash().add();
                logIn("intruder");
                return;
            }
            if (message.kind() == Kind.PIPED) {
                context.pipeToSelf(
                        CompletableFuture.supplyAsync(message::user), (user, failure) -> new Piped(message.user()));
            } else {
                seen.inTurn(message.user());
            }
            logIn("intruder");
        }

        @PreAuthorize("permitAll")
        @Receive
        String asked(Asked message) {
            seen.inTurn(message.user());
            String answer = user();
            logIn("intruder");
            return answer;
        }

        @PreAuthorize("permitAll")
        @Receive
        void piped(Piped message) {
            seen.inTurn(message.user());
            logIn("intruder");
        }

        @Receive
        void release(Release message, ActorContext<Sent> context) {
            released = context.stash().size();
            context.stash().unstashAll();
        }
    }
}
