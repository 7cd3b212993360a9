package io.nact.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nact.ActorRef;
import io.nact.Behaviors;
import io.nact.Request;
import io.nact.Terminated;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TestProbeTests {

    private static final Duration SOON = Duration.ofMillis(20);

    private record Question(String text) implements Request<String> {}

    private final ActorTestKit kit = ActorTestKit.create();

    private final TestProbe<Object> probe = kit.probe("probe");

    @AfterEach
    void close() {
        kit.close();
    }

    private TestProbe<Object> impatient() {
        return probe.within(SOON);
    }

    private void tell(Object... messages) {
        for (Object message : messages) {
            probe.ref().tell(message);
        }
    }

    @Test
    void keepsWhatItIsToldInOrder() {
        tell("a", "b", 3, "d");

        assertThat(probe.receive()).isEqualTo("a");
        assertThat(probe.expectMessage("b")).isEqualTo("b");
        assertThat(probe.expectMessageType(Integer.class)).isEqualTo(3);
        assertThat(probe.expectMessage("a letter", message -> message instanceof String))
                .isEqualTo("d");
        probe.expectNoMessage(SOON);
    }

    @Test
    void takesSeveralAtOnce() {
        tell(1, 2, 3, 4);

        assertThat(probe.receive(2)).containsExactly(1, 2);
        assertThat(probe.expectMessages(3, 4)).containsExactly(3, 4);
    }

    @Test
    void waitsForWhatIsStillToCome() {
        ActorRef<String> late = kit.spawn(
                "late", Behaviors.stateless((message, context) -> probe.ref().tell(message)));
        late.tell("hello");

        probe.expectMessage("hello");
    }

    @Test
    void saysWhatCameInsteadAndWhatWaitsBehindIt() {
        tell("b", "c");
        kit.settle();

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> probe.expectMessage("a"))
                .withMessageContaining("probe expected a and got b (java.lang.String)")
                .withMessageContaining("queued behind it: [c]");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> probe.expectMessageType(Integer.class))
                .withMessageContaining("expected a Integer and got c");
    }

    @Test
    void saysThatNothingCame() {
        tell("before");
        probe.expectMessage("before");

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> impatient().expectMessage("a"))
                .withMessageContaining("expected a within PT0.02S and got nothing")
                .withMessageContaining("received before: [before]");
    }

    @Test
    void saysWhatIsWrongWithAMessage() {
        tell("a");

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> probe.expectMessageSatisfying(
                        message -> assertThat(message).isEqualTo("b")))
                .withMessageContaining("got a")
                .withCauseInstanceOf(AssertionError.class);
        tell("b");
        probe.expectMessageSatisfying(message -> assertThat(message).isEqualTo("b"));
    }

    @Test
    void saysWhatCameThoughNothingShould() {
        tell("a");

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(probe::expectNoMessage)
                .withMessageContaining("expected no message and got a");
    }

    @Test
    void fishesForAMessage() {
        tell("a", "b", 3, "c", 5);

        assertThat(probe.fishFor(Integer.class)).isEqualTo(3);
        assertThat(probe.fishFor("a five", message -> message.equals(5))).isEqualTo(5);
        tell("a", "b");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> impatient().fishFor(Integer.class))
                .withMessageContaining("expected a Integer")
                .withMessageContaining("got only [a, b]");
    }

    @Test
    void showsWhatHasNotBeenExpected() {
        tell("a", "b");
        probe.expectMessage("a");

        probe.fishFor("anything", message -> true);
        tell("c");
        probe.within(Duration.ofSeconds(3)).expectMessage("c");
        assertThat(probe.queued()).isEmpty();
    }

    @Test
    void replies() {
        TestProbe<Question> questions = kit.probe(Question.class);
        CompletableFuture<String> answer = questions.ref().ask(new Question("how?"));
        CompletableFuture<String> failed = questions.ref().ask(new Question("why?"));

        questions.replyTo(questions.receive()).reply("so");
        questions.replyTo(questions.receive()).fail(new IllegalStateException("on purpose"));

        assertThat(answer).succeedsWithin(TestProbe.PATIENCE).isEqualTo("so");
        assertThat(failed).failsWithin(TestProbe.PATIENCE);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> questions.replyTo(new Question("which?")))
                .withMessageContaining("has not received");
    }

    @Test
    void forgetsWhatCameBeforeItsReset() {
        ActorRef<Object> ended = kit.spawn("ended", Behaviors.stateless((message, context) -> {}));
        kit.stop(ended);
        probe.expectTerminated(ended);
        tell("expected", "queued");
        probe.expectMessage("expected");

        probe.reset();

        tell("c");
        probe.expectMessage("c");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> impatient().expectMessage("d"))
                .withMessageContaining("received before: [c]");
    }

    @Test
    void failsWhatItHasNotAnsweredWhenItIsReset() {
        TestProbe<Question> questions = kit.probe(Question.class);
        CompletableFuture<String> unexpected = questions.ref().ask(new Question("how?"));
        CompletableFuture<String> answered = questions.ref().ask(new Question("why?"));
        Question how = questions.receive();
        questions.replyTo(questions.receive()).reply("so");

        questions.reset();

        assertThat(answered).succeedsWithin(TestProbe.PATIENCE).isEqualTo("so");
        assertThat(unexpected)
                .failsWithin(TestProbe.PATIENCE)
                .withThrowableThat()
                .withMessageContaining(
                        "%s was reset and had not answered Question[text=how?]",
                        questions.ref().path());
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> questions.replyTo(how))
                .withMessageContaining("has not received");
        kit.deadLetters().expectNone();
    }

    @Test
    void canBeResetWhenItsSystemHasEnded() {
        kit.close();

        probe.reset();
    }

    @Test
    void learnsOfTheEndOfAnActor() {
        ActorRef<Object> watched = kit.spawn("watched", Behaviors.stateless((message, context) -> context.stop()));
        probe.watch(watched);
        CompletableFuture<String> handled = probe.ref().ask(new Question("so that the watch has begun"));
        probe.replyTo((Question) probe.receive()).reply("yes");
        assertThat(handled).succeedsWithin(TestProbe.PATIENCE);

        watched.tell("stop");

        Terminated news = probe.expectTerminated(watched);
        assertThat(news.reason()).isEqualTo(Terminated.Reason.STOPPED);
        assertThat(news.actor().path()).isEqualTo(watched.path());
    }

    @Test
    void learnsOfAnEndThatCameBefore() {
        ActorRef<Object> watched = kit.spawn("watched", Behaviors.stateless((message, context) -> {}));
        kit.stop(watched);

        assertThat(probe.expectTerminated(watched).reason()).isEqualTo(Terminated.Reason.NOT_FOUND);
    }

    @Test
    void saysThatAnActorGoesOn() {
        ActorRef<Object> watched = kit.spawn("watched", Behaviors.stateless((message, context) -> {}));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> impatient().expectTerminated(watched))
                .withMessageContaining("expected the end of " + watched.path());
    }

    @Test
    void worksInASystemOfOthers() {
        TestProbe<List<String>> other = TestProbe.in(kit.system(), "other");

        other.ref().tell(List.of("a"));

        other.expectMessage(List.of("a"));
        assertThat(other)
                .hasToString("TestProbe(%s, queued: [])".formatted(other.ref().path()));
    }
}
