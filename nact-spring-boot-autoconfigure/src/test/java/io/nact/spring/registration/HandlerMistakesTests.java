package io.nact.spring.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorContext;
import io.nact.Receive;
import io.nact.spring.Actor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a user reads whose handler takes what no handler can take, or cannot be called. */
class HandlerMistakesTests {

    private static final String HERE = HandlerMistakesTests.class.getName() + "$";

    @Test
    void explainsAPrivateHandler() {
        assertThat(report(Private.class)).isEqualTo("""
                        Description:
                        Handler %sPrivate.say(Greet) is private.
                        Action:
                        Remove "private" from its declaration.
                        """.formatted(HERE));
    }

    @Test
    void explainsAPrivateHandlerAlsoIfTheClassIsProxied() {
        assertThat(StartupFailures.report(ActorContexts.with(ActorInstanceTests.Advice.class, PrivateBeside.class)))
                .isEqualTo("""
                        Description:
                        Handler %sPrivateBeside.on(Greet) is private.
                        Action:
                        Remove "private" from its declaration.
                        """.formatted(HERE));
    }

    @Test
    void explainsAHandlerOfTwoMessages() {
        assertThat(report(TwoMessages.class)).isEqualTo("""
                        Description:
                        Handler %sTwoMessages.greet(Greet, String) does not take a message, or a message and then the context.
                        Action:
                        Write greet(Greet message) or greet(Greet message, ActorContext<?> context).
                        """.formatted(HERE));
    }

    @Test
    void explainsAHandlerOfNothing() {
        assertThat(report(NoMessage.class)).isEqualTo("""
                        Description:
                        Handler %sNoMessage.greet() does not take a message, or a message and then the context.
                        Action:
                        Write greet(MyMessage message) or greet(MyMessage message, ActorContext<?> context).
                        """.formatted(HERE));
    }

    @Test
    void takesAPrimitiveValueForTheObjectThatItIs() {
        ActorContexts.with(Primitive.class, Added.class).run(context -> {
            ActorContexts.<Integer>ref(context, "primitive").tell(5);
            assertThat(context.getBean(Added.class).amount)
                    .succeedsWithin(Duration.ofSeconds(10))
                    .isEqualTo(5);
        });
    }

    @Test
    void explainsAContextOfAnotherType() {
        assertThat(report(OtherContext.class)).isEqualTo("""
                        Description:
                        Handler %sOtherContext.greet(Greet, ActorContext<String>) takes ActorContext<String>, but the protocol of its component is Greet.
                        Action:
                        Take ActorContext<Greet> or ActorContext<?>.
                        """.formatted(HERE));
    }

    private static String report(Class<?> actor) {
        return StartupFailures.report(ActorContexts.with(actor));
    }

    record Greet() {}

    @Actor("private")
    static class Private {

        @Receive
        private void say(Greet message) {}
    }

    @Actor("privateBeside")
    static class PrivateBeside {

        @Receive
        private void on(Greet message) {}

        /** For whose sake the class is proxied. */
        String say() {
            return "";
        }
    }

    @Actor("twoMessages")
    static class TwoMessages {

        @Receive
        void greet(Greet message, String name) {}
    }

    @Actor("noMessage")
    static class NoMessage {

        @Receive
        void greet() {}
    }

    @Actor("primitive")
    record Primitive(Added added) {

        @Receive
        void add(int amount) {
            added.amount.complete(amount);
        }
    }

    static class Added {

        final CompletableFuture<Integer> amount = new CompletableFuture<>();
    }

    @Actor("otherContext")
    static class OtherContext {

        @Receive
        void greet(Greet message, ActorContext<String> context) {}
    }
}
