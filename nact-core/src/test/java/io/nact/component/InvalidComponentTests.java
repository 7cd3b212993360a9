package io.nact.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nact.ActorContext;
import io.nact.Receive;
import io.nact.Request;
import io.nact.Terminated;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Every error that a class can be refused with at start-up, word for word. */
class InvalidComponentTests {

    private static final String HERE = InvalidComponentTests.class.getName() + "$";

    record Note(String text) {}

    record Greet(String name) implements Request<String> {}

    record Save() implements Request<Void> {}

    sealed interface Shape permits Circle, Square, Blob {}

    record Circle() implements Shape {}

    record Square() implements Shape, Request<List<String>> {}

    non-sealed interface Blob extends Shape {}

    interface ListOf<T> extends Request<List<T>> {}

    record Names() implements ListOf<String> {}

    static class Noting {
        @Receive
        void on(Note message) {}
    }

    @Test
    void saysTheTypeTheDescriptionAndTheAction() {
        class Empty {}
        InvalidComponentException refusal = refusal(Empty.class);
        assertThat(refusal.componentType()).isEqualTo(Empty.class);
        assertThat(refusal).hasMessage(refusal.description() + " " + refusal.action());
    }

    @Test
    void refusesAClassWithoutHandlers() {
        class Empty {
            void greet(Greet message) {}
        }
        refused(
                Empty.class,
                "Component %s handles no message: none of its methods is annotated with @Receive."
                        .formatted(Empty.class.getName()),
                "Annotate a method that takes a message: @Receive void on(MyMessage message).");
    }

    static class Private {
        @Receive
        private void on(Note message) {}
    }

    @Test
    void refusesAPrivateHandler() {
        refused(
                Private.class,
                "Handler " + HERE + "Private.on(Note) is private.",
                "Remove \"private\" from its declaration.");
    }

    static class Static {
        @Receive
        static void on(Note message) {}
    }

    @Test
    void refusesAStaticHandler() {
        refused(
                Static.class,
                "Handler " + HERE + "Static.on(Note) is static.",
                "Remove \"static\" from its declaration.");
    }

    static class ContextFirst {
        @Receive
        void on(ActorContext<Note> context, Note message) {}
    }

    @Test
    void refusesTheContextBeforeTheMessage() {
        refused(
                ContextFirst.class,
                "Handler " + HERE + "ContextFirst.on(ActorContext<Note>, Note) does not take a message, or a message"
                        + " and then the context.",
                "Write on(Note message) or on(Note message, ActorContext<?> context).");
    }

    static class NoMessage {
        @Receive
        void on() {}
    }

    @Test
    void refusesAHandlerWithoutMessage() {
        refused(
                NoMessage.class,
                "Handler " + HERE + "NoMessage.on() does not take a message, or a message and then the context.",
                "Write on(MyMessage message) or on(MyMessage message, ActorContext<?> context).");
    }

    static class TwoMessages {
        @Receive
        void on(Note message, String more) {}
    }

    @Test
    void refusesAHandlerOfTwoThings() {
        refused(
                TwoMessages.class,
                "Handler " + HERE + "TwoMessages.on(Note, String) does not take a message, or a message and then the"
                        + " context.",
                "Write on(Note message) or on(Note message, ActorContext<?> context).");
    }

    static class ReentrantValue {
        @Receive(reentrant = true)
        String greet(Greet message) {
            return "";
        }
    }

    @Test
    void refusesAReentrantHandlerWithoutStage() {
        refused(
                ReentrantValue.class,
                "Handler " + HERE + "ReentrantValue.greet(Greet) is reentrant, but returns no stage that could end"
                        + " later.",
                "Return CompletionStage<String>, or remove \"reentrant = true\".");
    }

    static class Twice {
        @Receive
        void first(Note message) {}

        @Receive
        void second(Note message) {}
    }

    @Test
    void refusesTwoHandlersOfOneType() {
        InvalidComponentException refusal =
                catchThrowableOfType(InvalidComponentException.class, () -> Component.of(Twice.class, Note.class));
        refused(
                refusal,
                "Component " + HERE + "Twice has several handlers for one message, Note: " + HERE
                        + "Twice.first(Note) and " + HERE + "Twice.second(Note).",
                "Remove @Receive from all but one of them, or let them take types that do not overlap.");
    }

    static class Unrelated {
        @Receive
        void on(Note message) {}

        @Receive
        String greet(Greet message) {
            return "";
        }
    }

    @Test
    void refusesMessagesWithNothingInCommon() {
        refused(
                Unrelated.class,
                "Component " + HERE + "Unrelated has no single protocol: it handles Greet, Note, which have no sealed"
                        + " type in common.",
                "Let the messages implement one sealed interface, \"sealed interface UnrelatedMessage permits Greet,"
                        + " Note {}\", or name a common supertype: @Actor(protocol = X.class).");
    }

    sealed interface Left permits One, Two {}

    sealed interface Right permits One, Two {}

    record One() implements Left, Right {}

    record Two() implements Left, Right {}

    static class Torn {
        @Receive
        void on(One message) {}

        @Receive
        void on(Two message) {}
    }

    @Test
    void refusesMessagesWithTwoProtocolsInCommon() {
        refused(
                Torn.class,
                "Component " + HERE + "Torn has no single protocol: it handles One, Two, which have several sealed"
                        + " types in common, none closer than the others: Left, Right.",
                "Name one of them: @Actor(protocol = Left.class).");
    }

    @Test
    void refusesAMessageOutsideTheGivenProtocol() {
        InvalidComponentException refusal =
                catchThrowableOfType(InvalidComponentException.class, () -> Component.of(Unrelated.class, Greet.class));
        refused(
                refusal,
                "Handler " + HERE + "Unrelated.on(Note) takes Note, which is outside the protocol Greet that the"
                        + " component was given.",
                "Let Note implement Greet, or name a protocol that covers both: @Actor(protocol = X.class).");
    }

    static class Incomplete {
        @Receive
        void on(Circle message) {}
    }

    @Test
    void refusesASealedProtocolThatIsNotHandledWhole() {
        InvalidComponentException refusal = catchThrowableOfType(
                InvalidComponentException.class, () -> Component.of(Incomplete.class, Shape.class));
        refused(
                refusal,
                "Component " + HERE + "Incomplete does not handle all messages of its protocol Shape; it has no"
                        + " handler for: Square, Blob.",
                "Add @Receive List<String> on(Square message), @Receive void on(Blob message).");
    }

    static class Overlapping {
        @Receive
        void any(Shape message, ActorContext<Shape> context) {}

        @Receive
        void circle(Circle message) {}
    }

    @Test
    void refusesHandlersThatOverlapInASealedProtocol() {
        refused(
                Overlapping.class,
                "Component " + HERE + "Overlapping has several handlers for one message, Circle: " + HERE
                        + "Overlapping.any(Shape, ActorContext<Shape>) and " + HERE + "Overlapping.circle(Circle).",
                "Remove @Receive from all but one of them, or let them take types that do not overlap.");
    }

    static class ForeignContext {
        @Receive
        void on(Note message, ActorContext<Greet> context) {}
    }

    @Test
    void refusesTheContextOfAnotherProtocol() {
        refused(
                ForeignContext.class,
                "Handler " + HERE + "ForeignContext.on(Note, ActorContext<Greet>) takes ActorContext<Greet>, but the"
                        + " protocol of its component is Note.",
                "Take ActorContext<Note> or ActorContext<?>.");
    }

    static class Useless {
        @Receive
        int on(Note message) {
            return 1;
        }
    }

    @Test
    void refusesAValueThatNobodyCouldReceive() {
        refused(
                Useless.class,
                "Handler " + HERE + "Useless.on(Note) returns int, which nobody could receive: Note is no Request.",
                "Return void, or let Note implement Request<Integer>.");
    }

    static class Silent {
        @Receive
        void greet(Greet message) {}
    }

    @Test
    void refusesARequestThatNothingAnswers() {
        refused(
                Silent.class,
                "Handler " + HERE + "Silent.greet(Greet) cannot answer Greet, a Request<String>: it returns void.",
                "Return String or CompletionStage<String>, or return void and take ActorContext<Greet> to answer by"
                        + " context.replyTo(message).");
    }

    static class Wrong {
        @Receive
        CompletionStage<List<Integer>> names(Names message) {
            return CompletableFuture.completedStage(List.of());
        }
    }

    @Test
    void refusesAReplyOfAnotherType() {
        refused(
                Wrong.class,
                "Handler " + HERE + "Wrong.names(Names) cannot answer Names, a Request<List<String>>: it returns a"
                        + " stage of List<Integer>.",
                "Return List<String> or CompletionStage<List<String>>, or return void and take ActorContext<Names> to"
                        + " answer by context.replyTo(message).");
    }

    static class ValueForNothing {
        @Receive
        String save(Save message) {
            return "";
        }
    }

    @Test
    void refusesAValueForARequestOfNothing() {
        refused(
                ValueForNothing.class,
                "Handler " + HERE + "ValueForNothing.save(Save) cannot answer Save, a Request<Void>: it returns"
                        + " String.",
                "Return void or CompletionStage<Void>.");
    }

    static class EmptyStage {
        @Receive
        CompletionStage<Void> greet(Greet message) {
            return CompletableFuture.completedStage(null);
        }
    }

    @Test
    void refusesAnEmptyStageWithoutTheContextToAnswer() {
        assertThat(refusal(EmptyStage.class).description()).endsWith("it returns a stage of Void.");
    }

    static class SilentBehindTheProtocol {
        @Receive
        void on(Shape message) {}
    }

    @Test
    void refusesASilentHandlerOfASealedTypeWithARequestAmongItsMessages() {
        assertThat(refusal(SilentBehindTheProtocol.class).description())
                .isEqualTo("Handler " + HERE + "SilentBehindTheProtocol.on(Shape) cannot answer Square, a"
                        + " Request<List<String>>: it returns void.");
    }

    static class OnlyNews {
        @Receive
        void ended(Terminated news) {}
    }

    @Test
    void refusesAHandlerOfNewsAlone() {
        String description = "Component " + HERE
                + "OnlyNews handles no message: Terminated is the news of a watched actor," + " which nobody sends.";
        String action = "Annotate a method that takes a message, too: @Receive void on(MyMessage message).";
        refused(OnlyNews.class, description, action);
        refused(
                catchThrowableOfType(
                        InvalidComponentException.class, () -> Component.of(OnlyNews.class, Terminated.class)),
                description,
                action);
    }

    static class NewsTwice extends Noting {
        @Receive
        void first(Terminated news) {}

        @Receive
        void second(Terminated news, ActorContext<Note> context) {}
    }

    @Test
    void refusesTwoHandlersOfNews() {
        refused(
                NewsTwice.class,
                "Component " + HERE + "NewsTwice has several handlers for one message, Terminated: " + HERE
                        + "NewsTwice.first(Terminated) and " + HERE
                        + "NewsTwice.second(Terminated, ActorContext<Note>).",
                "Remove @Receive from all but one of them, or let them take types that do not overlap.");
    }

    static class NewsWithAnswer extends Noting {
        @Receive
        int ended(Terminated news) {
            return 1;
        }
    }

    @Test
    void refusesAnAnswerToNews() {
        refused(
                NewsWithAnswer.class,
                "Handler " + HERE
                        + "NewsWithAnswer.ended(Terminated) returns int, which nobody could receive: Terminated"
                        + " is news that nobody asks about.",
                "Return void, or a CompletionStage that the actor is to wait for.");
    }

    static class NewsWithForeignContext extends Noting {
        @Receive
        void ended(Terminated news, ActorContext<Terminated> context) {}
    }

    @Test
    void refusesTheContextOfAnotherProtocolWithNews() {
        refused(
                NewsWithForeignContext.class,
                "Handler " + HERE + "NewsWithForeignContext.ended(Terminated, ActorContext<Terminated>) takes"
                        + " ActorContext<Terminated>, but the protocol of its component is Note.",
                "Take ActorContext<Note> or ActorContext<?>.");
    }

    private static void refused(Class<?> component, String description, String action) {
        refused(refusal(component), description, action);
    }

    private static void refused(InvalidComponentException refusal, String description, String action) {
        assertThat(refusal.description()).isEqualTo(description);
        assertThat(refusal.action()).isEqualTo(action);
    }

    private static InvalidComponentException refusal(Class<?> component) {
        return catchThrowableOfType(InvalidComponentException.class, () -> Component.of(component));
    }
}
