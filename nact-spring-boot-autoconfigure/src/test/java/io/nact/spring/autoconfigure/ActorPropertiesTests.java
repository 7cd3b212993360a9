package io.nact.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.AskTimeoutException;
import io.nact.Behaviors;
import io.nact.Entities;
import io.nact.Receive;
import io.nact.Request;
import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Mailboxes;
import io.nact.spring.Actor;
import io.nact.spring.ActorDefinition;
import io.nact.spring.EntityActor;
import io.nact.supervision.Crash;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.test.util.TestPropertyValues.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.NestedExceptionUtils;

/** What the properties under {@code nact.actors} do. */
class ActorPropertiesTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(NactAutoConfiguration.class))
            .withUserConfiguration(Shop.class);

    @Test
    void boundTheMailboxOfOneActor() {
        ApplicationContextRunner bounded = runner.withPropertyValues("nact.actors.till.mailbox.capacity=3");
        bounded.run(
                context -> assertThat(taken(context, ref(context, "till"), 10)).isEqualTo(3));
        bounded.run(context ->
                assertThat(taken(context, ref(context, "shopKeeper"), 10)).isEqualTo(10));
    }

    @Test
    void boundTheMailboxesOfOneKindOfEntity() {
        runner.withPropertyValues("nact.actors.cart.mailbox.capacity=3")
                .run(context -> assertThat(taken(context, carts(context).get("one"), 10))
                        .isEqualTo(3));
    }

    @Test
    void boundTheMailboxOfADefinitionWhateverItsBehaviourSays() {
        runner.withPropertyValues("nact.actors.store.mailbox.capacity=3")
                .run(context ->
                        assertThat(taken(context, ref(context, "store"), 10)).isEqualTo(3));
    }

    @Test
    void leaveTheRestOfTheMailboxAsOtherActorsHaveIt() {
        assertThatKeepsTheLastThree("nact.mailbox.overflow=DROP_OLDEST", "nact.actors.till.mailbox.capacity=3");
        assertThatKeepsTheLastThree("nact.mailbox.capacity=3", "nact.actors.till.mailbox.overflow=DROP_OLDEST");
    }

    private void assertThatKeepsTheLastThree(String... properties) {
        runner.withPropertyValues(properties).run(context -> {
            assertThat(taken(context, ref(context, "till"), 10)).isEqualTo(10);
            assertThat(context.getBean(ActorSystem.class).deadLetters(Reason.DROPPED))
                    .isEqualTo(7);
        });
    }

    @Test
    void meanAnActorWhateverTheCaseAndTheDashesOfItsName() {
        for (String name : List.of("shopKeeper", "shop-keeper", "shopkeeper", "SHOP_KEEPER")) {
            runner.withPropertyValues("nact.actors.%s.mailbox.capacity=3".formatted(name))
                    .run(context -> assertThat(taken(context, ref(context, "shopKeeper"), 10))
                            .as(name)
                            .isEqualTo(3));
        }
    }

    @Test
    void canBeSpelledByEnvironmentVariables() {
        runner.withInitializer(context -> TestPropertyValues.of(
                                "NACT_ACTORS_SHOPKEEPER_MAILBOX_CAPACITY=3",
                                "NACT_ACTORS_SHOPKEEPER_SUPERVISION_ONEXCEPTION=RESUME",
                                "NACT_ACTORS_CART_PASSIVATEAFTER=7s")
                        .applyTo(context.getEnvironment(), Type.SYSTEM_ENVIRONMENT))
                .run(context -> {
                    assertThat(context.getBean(NactProperties.class).actors().get("cart"))
                            .extracting(ActorProperties::passivateAfter)
                            .hasToString("PT7S");
                    ref(context, "shopKeeper").tell(new Fail(new IllegalStateException()));
                    assertThat(count(context, "shopKeeper")).isEqualTo(1);
                    assertThat(taken(context, ref(context, "shopKeeper"), 10)).isEqualTo(3);
                });
    }

    @Test
    void mayComeFromTheEnvironmentAndAFileTogether() {
        runner.withPropertyValues(
                        "nact.actors.shopKeeper.mailbox.overflow=DROP_OLDEST",
                        "nact.actors.shopKeeper.mailbox.capacity=100")
                .withInitializer(context -> TestPropertyValues.of("NACT_ACTORS_SHOPKEEPER_MAILBOX_CAPACITY=3")
                        .applyTo(context.getEnvironment(), Type.SYSTEM_ENVIRONMENT))
                .run(context -> {
                    assertThat(taken(context, ref(context, "shopKeeper"), 10)).isEqualTo(10);
                    assertThat(context.getBean(ActorSystem.class).deadLetters(Reason.DROPPED))
                            .isEqualTo(7);
                });
    }

    @Test
    void passivateTheEntitiesOfOneKind() {
        runner.withPropertyValues("nact.entities.passivate-after=1h", "nact.actors.cart.passivate-after=20ms")
                .run(context -> {
                    carts(context).get("one").tell(new Work());
                    context.getBean(Shop.class).open.complete(null);
                    assertThat(context.getBean(Shop.class).passivated).succeedsWithin(Duration.ofSeconds(10));
                });
    }

    @Test
    void limitTheAsksOfOneActor() {
        runner.withPropertyValues(
                        "nact.ask-timeout=1h",
                        "nact.actors.till.ask-timeout=20ms",
                        "nact.actors.cart.ask-timeout=30ms",
                        "nact.actors.store.ask-timeout=40ms")
                .run(context -> {
                    assertThatTimesOut(ref(context, "till"), "PT0.02S");
                    assertThatTimesOut(carts(context).get("one"), "PT0.03S");
                    assertThatTimesOut(ref(context, "store"), "PT0.04S");
                    context.getBean(Shop.class).open.complete(null);
                });
    }

    private static void assertThatTimesOut(ActorRef<Message> actor, String time) {
        actor.tell(new Work()); // which goes on until the shop opens
        assertThat(actor.ask(new Count()))
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseInstanceOf(AskTimeoutException.class)
                .withMessageContaining(time);
    }

    @Test
    void decideAboutAnException() {
        runner.withPropertyValues("nact.actors.till.supervision.on-exception=STOP")
                .run(context -> assertThatEnds(context, "till", new IllegalStateException()));
        runner.withPropertyValues("nact.actors.till.supervision.on-error=STOP").run(context -> {
            ref(context, "till").tell(new Fail(new IllegalStateException()));
            assertThat(count(context, "till")).isEqualTo(1);
        });
    }

    @Test
    void decideAboutAnError() {
        runner.withPropertyValues("nact.actors.till.supervision.on-error=STOP")
                .run(context -> assertThatEnds(context, "till", new AssertionError()));
        runner.withPropertyValues("nact.actors.till.supervision.on-error=RESUME")
                .run(context -> {
                    ref(context, "till").tell(new Fail(new AssertionError()));
                    assertThat(count(context, "till")).isEqualTo(1);
                });
    }

    @Test
    void makeFreshStateIfTheySayReset() {
        runner.withPropertyValues("nact.actors.till.supervision.on-exception=RESET")
                .run(context -> {
                    ref(context, "till").tell(new Fail(new IllegalStateException()));
                    assertThat(count(context, "till")).isZero();
                });
    }

    @Test
    void stopAfterTooManyResets() {
        runner.withPropertyValues(
                        "nact.actors.till.supervision.on-exception=RESET",
                        "nact.actors.till.supervision.max-resets=2",
                        "nact.actors.till.supervision.within=1h")
                .run(context -> {
                    ref(context, "till").tell(new Fail(new IllegalStateException()));
                    ref(context, "till").tell(new Fail(new IllegalStateException()));
                    assertThat(count(context, "till")).isZero();
                    assertThatEnds(context, "till", new IllegalStateException());
                });
    }

    @Test
    void goBeforeThePolicyOfAnAnnotation() {
        runner.withPropertyValues("nact.actors.shopKeeper.supervision.on-exception=RESUME")
                .run(context -> {
                    ref(context, "shopKeeper").tell(new Fail(new IllegalStateException()));
                    assertThat(count(context, "shopKeeper")).isEqualTo(1);
                    assertThatEnds(context, "shopKeeper", new AssertionError()); // of which they say nothing
                });
    }

    @Test
    void nameThePropertyThatCannotBe() {
        assertThatRefused("nact.actors.till.mailbox.capacity=0", "must be at least 1, not 0");
        assertThatRefused("nact.actors.till.mailbox.block-timeout=0s", "must be longer than zero, not PT0S");
        assertThatRefused("nact.actors.cart.passivate-after=-1s", "must be longer than zero, not PT-1S");
        assertThatRefused("nact.actors.till.ask-timeout=0s", "must be longer than zero, not PT0S");
        assertThatRefused("nact.actors.till.supervision.max-resets=0", "must be at least 1, not 0");
        assertThatRefused("nact.actors.till.supervision.within=0s", "must be longer than zero, not PT0S");
        assertThatRefused("nact.actors.till.supervision.backoff.min=0s", "must be longer than zero, not PT0S");
        assertThatRefused("nact.actors.till.supervision.backoff.max=0s", "must be longer than zero, not PT0S");
        assertThatRefused(
                "nact.actors.till.supervision.within=1s", "needs nact.actors.till.supervision.max-resets beside it");
        assertThatRefused(
                "nact.actors.till.supervision.backoff.max=100ms",
                "must not be shorter than nact.actors.till.supervision.backoff.min, which is PT0.2S, not PT0.1S");
        assertThatRefused("nact.dispatchers.slow.parallelism=0", "must be between 1 and 32767, not 0");
    }

    @Test
    void nameADecisionThatDoesNotExist() {
        runner.withPropertyValues("nact.actors.till.supervision.on-exception=explode")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("nact.actors.till.supervision.on-exception")
                        .hasStackTraceContaining("explode"));
    }

    private void assertThatRefused(String property, String message) {
        runner.withPropertyValues(property).run(context -> {
            assertThat(context).hasFailed();
            assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
                    .hasMessage(property.substring(0, property.indexOf('=')) + " " + message);
        });
    }

    private static int count(BeanFactory context, String actor) {
        return ref(context, actor).call(new Count());
    }

    private static void assertThatEnds(BeanFactory context, String actor, Throwable failure) {
        ref(context, actor).tell(new Fail(failure));
        await().untilAsserted(() -> assertThat(context.getBean(ActorSystem.class)
                        .find(ref(context, actor).path()))
                .isEmpty());
    }

    /** How many of the messages find room while the actor is busy, which it is no more after that. */
    private static long taken(BeanFactory context, ActorRef<Message> actor, int messages) {
        actor.tell(new Work());
        await().until(() -> context.getBean(ActorSystem.class).depth(actor) == 0);
        try {
            return IntStream.range(0, messages)
                    .filter(i -> actor.tryTell(new Work()))
                    .count();
        } finally {
            context.getBean(Shop.class).open.complete(null);
        }
    }

    @SuppressWarnings("unchecked")
    private static ActorRef<Message> ref(BeanFactory context, String name) {
        return context.getBean(name, ActorRef.class);
    }

    @SuppressWarnings("unchecked")
    private static Entities<Message> carts(BeanFactory context) {
        return context.getBean("cart", Entities.class);
    }

    sealed interface Message permits Work, Fail, Count {}

    record Work() implements Message {}

    record Fail(Throwable cause) implements Message {}

    record Count() implements Message, Request<Integer> {}

    @Configuration(proxyBeanMethods = false)
    @Import({Till.class, ShopKeeper.class, Cart.class})
    static class Shop {

        final CompletableFuture<Void> open = new CompletableFuture<>();

        final CompletableFuture<Void> passivated = new CompletableFuture<>();

        @Bean
        ActorDefinition<Message> store() {
            return ActorDefinition.of(Behaviors.statefulAsync(
                            Message.class, 0, (state, message, context) -> open.thenApply(nothing -> state))
                    .mailbox(Mailboxes.bounded(100)));
        }
    }

    /** Counts what it has handled in this life. */
    @Actor("till")
    static class Till {

        final Shop shop;

        private int handled;

        Till(Shop shop) {
            this.shop = shop;
        }

        @Receive
        CompletionStage<Void> work(Work message) {
            handled++;
            return shop.open;
        }

        @Receive
        void fail(Fail message) throws Throwable {
            handled++;
            throw message.cause();
        }

        @Receive
        int count(Count message) {
            return handled;
        }
    }

    @Actor(name = "shopKeeper", supervision = Stops.class)
    static class ShopKeeper extends Till {

        ShopKeeper(Shop shop) {
            super(shop);
        }
    }

    static class Stops implements SupervisionPolicy {

        @Override
        public Directive decide(Crash crash) {
            return Directive.STOP;
        }
    }

    @EntityActor("cart")
    static class Cart extends Till {

        Cart(Shop shop) {
            super(shop);
        }

        @PreDestroy
        void passivate() {
            shop.passivated.complete(null);
        }
    }
}
