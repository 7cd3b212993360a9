package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.Behaviors;
import io.nact.UnhandledMessageException;
import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Mailboxes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A reference that speaks another protocol. */
class AdaptTests {

    private record Length(int value) {}

    private record Question(String text, ActorRef<String> replyTo) {}

    @RegisterExtension
    final TestSystem system = TestSystem.create();

    private final Probe<Object> probe = new Probe<>();

    private ActorRef<Length> lengths() {
        return system.spawn("lengths", Behaviors.stateful(Length.class, 0, (sum, length, context) -> {
            probe.saw(length);
            return sum + length.value();
        }));
    }

    @Test
    void messagesAreTranslated() {
        ActorRef<String> words = lengths().adapt(word -> new Length(word.length()));

        words.tell("hello");
        assertThat(words.tryTell("nact")).isTrue();

        probe.expect(new Length(5), new Length(4));
    }

    @Test
    void theyAreTranslatedOnTheSendersThread() {
        ActorRef<String> words = lengths().adapt(word -> {
            probe.saw(Thread.currentThread());
            return new Length(word.length());
        });

        words.tell("hello");

        probe.expect(Thread.currentThread(), new Length(5));
    }

    @Test
    void whatTheTranslationThrowsIsTheSendersException() {
        ActorRef<String> words = lengths().adapt(word -> {
            throw new IllegalStateException("untranslatable");
        });

        assertThatIllegalStateException().isThrownBy(() -> words.tell("hello")).withMessage("untranslatable");
        assertThatIllegalStateException().isThrownBy(() -> words.tryTell("hello"));

        assertThat(probe.soFar()).isEmpty();
    }

    @Test
    void theOrderOfOneSenderHoldsOverBothReferences() {
        ActorRef<Length> lengths = lengths();
        ActorRef<String> words = lengths.adapt(word -> new Length(word.length()));

        for (int i = 0; i < 100; i++) {
            lengths.tell(new Length(-i));
            words.tell("x".repeat(i));
        }

        for (int i = 0; i < 100; i++) {
            probe.expect(new Length(-i), new Length(i));
        }
    }

    @Test
    void aTranslationMayBeTranslated() {
        ActorRef<String> words = lengths().adapt(word -> new Length(word.length()));
        ActorRef<Integer> numbers = words.adapt("x"::repeat);

        numbers.tell(3);

        probe.expect(new Length(3));
    }

    @Test
    void itHasThePlaceOfItsTarget() {
        ActorRef<Length> lengths = lengths();
        ActorRef<String> words = lengths.adapt(word -> new Length(word.length()));

        assertThat(words.path()).isEqualTo(lengths.path());
        assertThat(words.name()).isEqualTo("lengths");
    }

    @Test
    void asksAreTranslatedToo() {
        ActorRef<Question> target = system.spawn(
                "target",
                Behaviors.stateless((question, context) -> question.replyTo().tell("answer to " + question.text())));
        ActorRef<Question> polite =
                target.adapt(question -> new Question(question.text() + ", please", question.replyTo()));

        assertReply(polite.<String>ask(replyTo -> new Question("hello", replyTo)))
                .isEqualTo("answer to hello, please");
    }

    @Test
    void itIsAsFullAndAsStoppedAsItsTarget() {
        Gate gate = new Gate();
        ActorRef<Script<?>> target = system.spawn("target", Script.actor().mailbox(Mailboxes.bounded(1)));
        ActorRef<String> words = target.adapt(word -> Script.run(context -> probe.saw(word)));
        target.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();

        words.tell("waits");
        assertThat(words.tryTell("refused")).isFalse();
        words.tell("dropped");
        gate.open();
        probe.expect("waits");
        system.stopAndWait(target);
        words.tell("too late");

        assertThat(system.deadLetters(Reason.FULL)).isOne();
        assertThat(system.deadLetters(Reason.STOPPED)).isOne();
        assertFailure(words.<String>ask(replyTo -> "anyone?")).isInstanceOf(ActorStoppedException.class);
    }

    @Test
    void whatItMakesMustBeInTheProtocolOfItsTarget() {
        ActorRef<Length> lengths = lengths();
        ActorRef<Object> mistyped = system.actors().child(root(), "lengths");
        ActorRef<String> words = mistyped.adapt(word -> word);

        assertThatExceptionOfType(UnhandledMessageException.class).isThrownBy(() -> words.tell("hello"));
        lengths.tell(new Length(1));

        probe.expect(new Length(1));
    }

    /** An actor that takes another one's events as messages of its own. */
    @Test
    void anActorAdaptsItself() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        actor.tell(Script.run(context -> {
            ActorRef<String> events =
                    context.self().adapt(event -> Script.run(inner -> probe.saw(inner.name() + " " + event)));
            context.spawn("child", Behaviors.<String>stateless((message, inner) -> events.tell(message)))
                    .tell("heard");
        }));

        probe.expect("actor heard");
    }

    private ActorRef<?> root() {
        ActorRef<Script<?>> asker = system.spawn("asker", Script.actor());
        return Waiting.reply(asker.ask(Script.<ActorRef<?>>reply(context -> context.parent())));
    }
}
