package io.nact.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.Incarnation;
import io.nact.Receive;
import io.nact.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** How a component's turn ends: replies, stages, failures, and the end of an instance. */
class ComponentIncarnationTests {

    private final FakeContext actor = new FakeContext();

    private static final CompletableFuture<Object> UNUSED = new CompletableFuture<>();

    private static final Logger LOG = (Logger) LoggerFactory.getLogger(ReentrantTurn.class);

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.start();
        LOG.addAppender(logged);
        LOG.setAdditive(false);
    }

    @AfterEach
    void listenNoMore() {
        LOG.detachAppender(logged);
        LOG.setAdditive(true);
    }

    record Greet() implements Request<String> {}

    record Save() implements Request<Void> {}

    record Note() {}

    /** Answers requests by what the test put into it. */
    static class Async {
        CompletableFuture<?> stage = UNUSED;

        @Receive
        @SuppressWarnings("unchecked")
        CompletableFuture<String> greet(Greet message) {
            return (CompletableFuture<String>) stage;
        }

        @Receive
        CompletionStage<?> save(Save message) {
            return stage;
        }

        @Receive
        CompletionStage<?> note(Note message) {
            return stage;
        }
    }

    private Incarnation<Object> async(CompletableFuture<?> stage) throws Exception {
        Async instance = new Async();
        instance.stage = stage;
        return actor.start(Component.of(Async.class, Object.class), context -> instance);
    }

    static class Sync {
        @Receive
        String greet(Greet message) {
            return "hello";
        }

        @Receive
        void save(Save message) {}

        @Receive
        void note(Note message) throws IOException {
            throw new IOException("as it is");
        }
    }

    @Test
    void answersByTheReturnedValue() throws Exception {
        assertThat(actor.receive(sync(), new Greet())).isNull();
        assertThat(actor.answers).containsExactly("hello");
    }

    @Test
    void answersARequestOfNothingWhenTheHandlerEnds() throws Exception {
        assertThat(actor.receive(sync(), new Save())).isNull();
        assertThat(actor.answers).containsExactly("null");
    }

    @Test
    void throwsWhatTheHandlerThrewAsItIs() throws Exception {
        Incarnation<Object> sync = sync();
        assertThatThrownBy(() -> actor.receive(sync, new Note()))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("as it is")
                .hasNoCause();
    }

    private Incarnation<Object> sync() throws Exception {
        return actor.start(Component.of(Sync.class, Object.class), context -> new Sync());
    }

    @Test
    void answersByTheStagesValueInTheTurnThatResumes() throws Exception {
        CompletableFuture<String> stage = new CompletableFuture<>();
        Incarnation<Object> async = async(stage);
        assertThat(actor.receive(async, new Greet())).isSameAs(stage);
        stage.complete("later");
        assertThat(actor.answers).isEmpty();
        async.resumed("later", null, actor.context);
        assertThat(actor.answers).containsExactly("later");
    }

    @Test
    void answersARequestOfNothingWhenTheStageEndsWhateverItsValue() throws Exception {
        Incarnation<Object> async = async(UNUSED);
        actor.receive(async, new Save());
        async.resumed("ignored", null, actor.context);
        assertThat(actor.answers).containsExactly("null");
    }

    @Test
    void waitsForTheStageOfAMessageThatAsksForNothing() throws Exception {
        Incarnation<Object> async = async(UNUSED);
        assertThat(actor.receive(async, new Note())).isSameAs(UNUSED);
        async.resumed("ignored", null, actor.context);
        assertThat(actor.answers).isEmpty();
    }

    @Test
    void throwsTheStagesFailureUnwrapped() throws Exception {
        Incarnation<Object> async = async(UNUSED);
        IOException failure = new IOException();
        actor.receive(async, new Greet());
        assertThatThrownBy(() -> async.resumed(null, failure, actor.context)).isSameAs(failure);
        assertThatThrownBy(() -> async.resumed(null, failure, actor.context)).isSameAs(failure);
        assertThat(actor.answers).isEmpty();
    }

    @Test
    void refusesNullInThePlaceOfAStage() throws Exception {
        Incarnation<Object> async = async(null);
        assertThatThrownBy(() -> actor.receive(async, new Greet()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Handler %s.greet(Greet) returned null instead of a stage; return"
                                + " CompletableFuture.completedFuture(null) where there is nothing to wait for",
                        Async.class.getName());
    }

    static class ByContext {
        @Receive
        CompletionStage<Void> greet(Greet message, ActorContext<Greet> context) {
            context.replyTo(message).reply("by context");
            return UNUSED.thenAccept(value -> {});
        }
    }

    @Test
    void leavesTheAnswerToAHandlerThatTakesTheContextAndReturnsNothing() throws Exception {
        Incarnation<Object> byContext = actor.start(ByContext.class);
        actor.receive(byContext, new Greet());
        byContext.resumed(null, null, actor.context);
        assertThat(actor.answers).containsExactly("by context");
    }

    static class LaterByContext {
        @Receive
        void save(Save message, ActorContext<Save> context) {}
    }

    @Test
    void leavesARequestOfNothingToTheEngineWhereTheHandlerMayHaveTakenTheDutyOver() throws Exception {
        actor.receive(actor.start(LaterByContext.class), new Save());
        assertThat(actor.answers).isEmpty();
    }

    static class Reentrant {
        CompletableFuture<String> stage = new CompletableFuture<>();

        @Receive(reentrant = true)
        CompletableFuture<String> greet(Greet message) {
            return stage;
        }

        @Receive(reentrant = true)
        CompletionStage<String> save(Save message, ActorContext<?> context) {
            return stage;
        }

        @Receive(reentrant = true)
        CompletionStage<?> note(Note message) {
            return stage;
        }
    }

    private final Reentrant reentrant = new Reentrant();

    private Incarnation<Object> reentrant() throws Exception {
        return actor.start(Component.of(Reentrant.class, Object.class), context -> reentrant);
    }

    @Test
    void goesOnAtOnceAfterAReentrantHandlerWhoseStageAnswersLater() throws Exception {
        Incarnation<Object> incarnation = reentrant();
        assertThat(actor.receive(incarnation, new Greet())).isNull();
        assertThat(actor.receive(incarnation, new Greet())).isNull();
        assertThat(actor.answers).isEmpty();
        reentrant.stage.complete("both");
        assertThat(actor.answers).containsExactly("both", "both");
    }

    @Test
    void answersAReentrantRequestOfNothingWhenTheStageEnds() throws Exception {
        actor.receive(reentrant(), new Save());
        assertThat(actor.answers).isEmpty();
        reentrant.stage.complete("ignored");
        assertThat(actor.answers).containsExactly("null");
    }

    @Test
    void answersAReentrantRequestWithTheStagesFailure() throws Exception {
        actor.receive(reentrant(), new Greet());
        IOException failure = new IOException();
        reentrant.stage.completeExceptionally(new CompletionException(failure));
        assertThat(actor.answers).containsExactly(failure);
    }

    @Test
    void logsTheFailureOfAReentrantHandlerThatNobodyAsked() throws Exception {
        actor.receive(reentrant(), new Note());
        reentrant.stage.completeExceptionally(new IOException("lost"));
        assertThat(logged.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(event.getFormattedMessage())
                    .isEqualTo("%s: the reentrant handler %s.note(Note) failed on a %s, and nobody waits for its answer"
                            .formatted(ActorRef.nobody().path(), Reentrant.class.getName(), Note.class.getName()));
            assertThat(event.getThrowableProxy().getMessage()).isEqualTo("lost");
        });
    }

    @Test
    void logsTheFailureOfAReentrantRequestThatWasTold() throws Exception {
        actor.told().receive(reentrant(), new Greet());
        reentrant.stage.completeExceptionally(new IOException());
        assertThat(actor.answers).isEmpty();
        assertThat(logged.list).hasSize(1);
    }

    static class Lazy {
        @Receive
        Supplier<String> greet(Greet message) {
            return () -> "adapted";
        }
    }

    private static HandlerOptions options(ReplyAdapter adapter) {
        return new HandlerOptions(List.of(adapter), method -> false, method -> Optional.empty());
    }

    @Test
    void takesWhatAnAdapterSupportsAsAStage() throws Exception {
        Component<?> component = Component.of(Lazy.class, options(new Suppliers()));
        Incarnation<Object> lazy = actor.start(component, context -> new Lazy());
        assertThat(actor.receive(lazy, new Greet()).toCompletableFuture().join())
                .isEqualTo("adapted");
        lazy.resumed("adapted", null, actor.context);
        assertThat(actor.answers).containsExactly("adapted");
    }

    @Test
    void knowsTheReplyInAnAdaptedType() {
        class WrongLazy {
            @Receive
            Supplier<Integer> greet(Greet message) {
                return () -> 1;
            }
        }
        assertThatThrownBy(() -> Component.of(WrongLazy.class, options(new Suppliers())))
                .isInstanceOf(InvalidComponentException.class)
                .hasMessageContaining("it returns a stage of Integer");
    }

    private record Suppliers() implements ReplyAdapter {
        @Override
        public boolean supports(Class<?> returnType) {
            return returnType == Supplier.class;
        }

        @Override
        public CompletionStage<?> toStage(Object returned) {
            return CompletableFuture.completedFuture(((Supplier<?>) returned).get());
        }
    }

    sealed interface Mixed permits Plain, Counted {}

    record Plain() implements Mixed {}

    record Counted() implements Mixed, Request<Void> {}

    static class OneForAll {
        @Receive
        void on(Mixed message) {}
    }

    @Test
    void answersTheRequestsAmongTheMessagesOfOneHandler() throws Exception {
        Incarnation<Object> all = actor.start(OneForAll.class);
        actor.receive(all, new Plain());
        assertThat(actor.answers).isEmpty();
        actor.receive(all, new Counted());
        assertThat(actor.answers).containsExactly("null");
    }

    @Test
    void destroysTheInstanceOnResetAndOnStop() throws Exception {
        List<Object> destroyed = new ArrayList<>();
        Component.Instances instances = new Component.Instances() {
            @Override
            public Object create(ActorContext<?> context) {
                return new Sync();
            }

            @Override
            public void destroy(Object instance) {
                destroyed.add(instance);
            }
        };
        Component<Object> component = Component.of(Sync.class, Object.class);
        actor.start(component, instances).reset(actor.context);
        actor.start(component, instances).stopped(actor.context);
        assertThat(destroyed).hasSize(2).doesNotHaveDuplicates();
    }

    interface Question extends Request<String> {}

    record Asked() implements Question {}

    record Announced() implements Question {}

    static class Answering {

        boolean heard;

        @Receive
        String answer(Question message) {
            return "answer";
        }

        @Receive
        void announced(Announced event) {
            heard = true;
        }
    }

    @Test
    void takesWhatComesFromElsewhereByItsOwnHandlerAlsoIfAnotherOneWouldDo() throws Exception {
        HandlerOptions options = new HandlerOptions(
                List.of(), method -> method.getName().equals("announced"), method -> Optional.empty());
        Answering instance = new Answering();
        Incarnation<Object> answering = actor.start(Component.of(Answering.class, options), context -> instance);

        actor.receive(answering, new Announced());
        assertThat(instance.heard).isTrue();
        actor.receive(answering, new Asked());
        assertThat(actor.answers).contains("answer");
    }
}
