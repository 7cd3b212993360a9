package io.nact.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.Sensitive;
import io.nact.inspect.Contents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is marked as sensitive is nowhere to be seen, wherever in a message it stands. */
class SensitiveTests {

    private static final String SECRET = "hunter2";

    @RegisterExtension
    final TestSystem system = TestSystem.create();

    record SignIn(String user, @Sensitive String password) {}

    record Attempt(int number, SignIn signIn) {}

    record Batch(List<SignIn> all, Map<String, SignIn> byName, Optional<SignIn> last, SignIn[] array) {}

    @Sensitive
    record Token(String value) {}

    record Holder(Token token, String other) {}

    static class Account {

        private final String id = "42";

        @Sensitive
        private final String pin = SECRET;

        @Override
        public String toString() {
            return id + pin;
        }
    }

    static class Wallet extends Account {

        private final Token token = new Token(SECRET);
    }

    @Sensitive
    interface Confidential {}

    record Letter(String text) implements Confidential {}

    record Plain(String text, int number) {}

    static class Session {

        private final SignIn signIn = new SignIn("root", SECRET);

        @Override
        public String toString() {
            return "Session of " + signIn;
        }
    }

    static class Sessions {

        private final Session[] all = {new Session()};

        @Override
        public String toString() {
            return all[0].toString();
        }
    }

    static class Broken {

        @Override
        public String toString() {
            throw new IllegalStateException("on purpose");
        }
    }

    static Stream<Arguments> messages() {
        SignIn signIn = new SignIn("root", SECRET);
        return Stream.of(
                Arguments.of(signIn, "SignIn[user=root, password=******]"),
                Arguments.of(new Attempt(3, signIn), "Attempt[number=3, signIn=SignIn[user=root, password=******]]"),
                Arguments.of(
                        new Batch(List.of(signIn), Map.of("a", signIn), Optional.of(signIn), new SignIn[] {signIn}),
                        "Batch[all=[SignIn[user=root, password=******]], byName={a=SignIn[user=root, password=******]}, "
                                + "last=Optional[SignIn[user=root, password=******]], array=[SignIn[user=root, password=******]]]"),
                Arguments.of(new Token(SECRET), "******"),
                Arguments.of(new Holder(new Token(SECRET), "seen"), "Holder[token=******, other=seen]"),
                Arguments.of(new Account(), "Account[id=42, pin=******]"),
                Arguments.of(new Wallet(), "Wallet[token=******, id=42, pin=******]"),
                Arguments.of(new Letter(SECRET), "******"),
                Arguments.of(new Session(), "Session[signIn=SignIn[user=root, password=******]]"),
                Arguments.of(new Sessions(), "Sessions[all=[Session[signIn=SignIn[user=root, password=******]]]]"),
                Arguments.of(Map.entry("a", signIn), "a=SignIn[user=root, password=******]"),
                Arguments.of(new Plain("a", 1), "Plain[text=a, number=1]"),
                Arguments.of("text", "text"),
                Arguments.of(List.of(1, 2), "[1, 2]"),
                Arguments.of(new Broken(), " (cannot be written: java.lang.IllegalStateException)"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageIsWrittenWithoutWhatIsSensitive(Object message, String expected) {
        assertThat(written(message)).isEqualTo(expected);
    }

    /** As a dead letter and as a message that waits. */
    private String written(Object message) {
        ActorRef<Object> actor = system.spawn("actor", new Probe<>().behavior());
        system.actors().inspect().controls().suspend(actor.path());
        actor.tell(message);
        String waiting = system.actors().inspect().actor(actor.path(), Contents.SHOWN).orElseThrow().mailbox().stream()
                .map(shown -> String.valueOf(shown.content()))
                .findFirst()
                .orElse("");
        system.stopAndWait(actor);
        actor.tell(message);
        String dead =
                system.actors().inspect().deadLetters(Contents.SHOWN).get(0).content();
        assertThat(waiting).isIn(dead, "");
        return dead;
    }

    @Test
    void aLongMessageIsCut() {
        assertThat(written(new Plain("x".repeat(100_000), 1)))
                .hasSizeBetween(1_000, 3_000)
                .endsWith("…");
    }

    @Test
    void aMessageThatHoldsItselfIsCut() {
        Object[] circle = new Object[1];
        circle[0] = circle;

        assertThat(written(circle)).contains("[[[").contains("…");
    }
}
