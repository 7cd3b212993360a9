package io.nact.spring.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behaviors;
import io.nact.Entities;
import io.nact.Receive;
import io.nact.dispatch.Dispatchers;
import io.nact.spring.Actor;
import io.nact.spring.ActorDefinition;
import io.nact.spring.EntityActor;
import io.nact.spring.EntityId;
import io.nact.spring.registration.samename.SameName;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.core.Ordered;

/** What a user reads who declares or injects actors in a way that cannot work. */
class StartupMistakesTests {

    @Test
    void explainsTheInjectionOfAnActorsClass() {
        assertThat(StartupFailures.report(ActorContexts.with(Greeter.class, WantsGreeter.class)))
                .isEqualTo("""
                        Description:
                        Parameter 0 of constructor in io.nact.spring.registration.StartupMistakesTests$WantsGreeter required io.nact.spring.registration.StartupMistakesTests$Greeter, which is the class behind actor 'greeter': its instances belong to the actor's turn and cannot be injected.
                        Action:
                        Inject ActorRef<StartupMistakesTests.Greet> instead and send it messages.
                        """);
    }

    @Test
    void explainsTheInjectionOfAnActorsInterface() {
        assertThat(StartupFailures.report(ActorContexts.with(Greeter.class, WantsPolite.class)))
                .contains("StartupMistakesTests$Polite, which is the class behind actor 'greeter'");
    }

    @Test
    void explainsTheInjectionOfAnEntitysClass() {
        assertThat(StartupFailures.report(ActorContexts.with(Account.class, WantsAccount.class)))
                .contains("Inject Entities<StartupMistakesTests.Greet> instead");
    }

    @Test
    void explainsAReferenceThatNoActorHas() {
        assertThat(StartupFailures.report(ActorContexts.with(Greeter.class, WantsOther.class)))
                .isEqualTo("""
                        Description:
                        Parameter 0 of constructor in io.nact.spring.registration.StartupMistakesTests$WantsOther required io.nact.ActorRef<io.nact.spring.registration.StartupMistakesTests$Other>, but no declared actor has such a reference. There are:
                        	- 'greeter': ActorRef<StartupMistakesTests.Greet>
                        Action:
                        Declare an actor that takes io.nact.spring.registration.StartupMistakesTests$Other, or inject the reference of one of those that there are.
                        """);
    }

    @Test
    void saysThatThereAreNoActors() {
        assertThat(StartupFailures.report(ActorContexts.with(WantsOther.class)))
                .contains("but no declared actor has such a reference. There are no actors.");
    }

    @Test
    void saysThatActorsAreSwitchedOff() {
        assertThat(StartupFailures.report(
                        ActorContexts.with(Greeter.class, WantsOther.class).withPropertyValues("nact.enabled=false")))
                .contains("Actors are switched off: remove nact.enabled=false");
    }

    @Test
    void explainsAReferenceThatSeveralActorsHave() {
        assertThat(StartupFailures.report(
                        ActorContexts.with(Greeter.class, SecondGreeter.class, WantsOneGreeter.class)))
                .isEqualTo("""
                        Description:
                        Parameter 0 of constructor in io.nact.spring.registration.StartupMistakesTests$WantsOneGreeter required one io.nact.ActorRef<io.nact.spring.registration.StartupMistakesTests$Greet>, but 2 beans are such a reference:
                        	- 'greeter': ActorRef<StartupMistakesTests.Greet>
                        	- 'secondGreeter': ActorRef<StartupMistakesTests.Greet>
                        Action:
                        Say which by @Qualifier("greeter") or by the name of the parameter, or mark one of the actors as @Primary.
                        """);
    }

    @Test
    void explainsTwoScannedActorsOfOneName() {
        assertThat(StartupFailures.report(ActorContexts.with(SameName.class))).isEqualTo("""
                        Description:
                        Two actors are named 'greeter':
                        	- io.nact.spring.registration.samename.FirstGreeter
                        	- io.nact.spring.registration.samename.SecondGreeter
                        Action:
                        Give one of them another name, as by @Actor("another-name") or by the name of the bean method.
                        """);
    }

    @Test
    void explainsAClassAndABeanMethodOfOneName() {
        assertThat(StartupFailures.report(ActorContexts.with(Greeter.class, GreeterMethod.class)))
                .isEqualTo("""
                        Description:
                        Two actors are named 'greeter':
                        	- io.nact.spring.registration.StartupMistakesTests$Greeter
                        	- the bean method greeter of io.nact.spring.registration.StartupMistakesTests$GreeterMethod
                        Action:
                        Give one of them another name, as by @Actor("another-name") or by the name of the bean method.
                        """);
    }

    @Test
    void explainsAnActorAndAnEntityOfOneName() {
        assertThat(StartupFailures.report(ActorContexts.with(Greeter.class, GreeterEntity.class)))
                .startsWith("Description:\nTwo actors are named 'greeter':\n");
    }

    @Test
    void explainsAnActorAndAnotherBeanOfOneName() {
        assertThat(StartupFailures.report(ActorContexts.with(Greeter.class, OtherBeanMethod.class)))
                .startsWith("Description:\nAn actor and another bean are named 'greeter':\n");
    }

    @Test
    void leavesOtherBeansOfOneNameToBoot() {
        assertThat(StartupFailures.report(ActorContexts.with(OtherBeanMethod.class, AnotherBeanMethod.class)))
                .doesNotContain("actor");
    }

    @Test
    void explainsANameThatTheApplicationHasSpawnedItself() {
        assertThat(StartupFailures.report(ActorContexts.with(Greeter.class, SpawnsGreeter.class)))
                .contains("greeter", "Give one of them another name");
    }

    @Test
    void explainsAClassThatMakesNoActor() {
        assertThat(StartupFailures.report(ActorContexts.with(WithoutHandlers.class)))
                .contains(WithoutHandlers.class.getName())
                .contains("Action:\n");
    }

    @Test
    void explainsADefinitionWithoutATypeOfMessages() {
        String report = """
                Description:
                Bean '%s' is an ActorDefinition that does not say the type of its messages.
                Action:
                Make the bean method's return type say it, as in ActorDefinition<Visit>: without a wildcard, and not raw.
                """;
        assertThat(StartupFailures.report(ActorContexts.with(Raw.class))).isEqualTo(report.formatted("raw"));
        assertThat(StartupFailures.report(ActorContexts.with(Wildcard.class))).isEqualTo(report.formatted("wildcard"));
        assertThat(StartupFailures.report(ActorContexts.with(Bounded.class))).isEqualTo(report.formatted("bounded"));
    }

    @Test
    void explainsAScope() {
        assertThat(StartupFailures.report(ActorContexts.with(Scoped.class))).isEqualTo("""
                        Description:
                        Actor 'scoped' (io.nact.spring.registration.StartupMistakesTests$Scoped) has the scope 'prototype'.
                        Action:
                        Remove the scope: an instance lives as long as the actor's life, from its start or reset to the next.
                        """);
    }

    @Test
    void explainsAnActorThatWantsAnEntitysId() {
        assertThat(StartupFailures.report(ActorContexts.with(WithEntityId.class)))
                .contains("takes an @EntityId, but an @Actor is one actor without an id.");
    }

    @Test
    void explainsAClassThatIsActorAndEntity() {
        assertThat(StartupFailures.report(ActorContexts.with(Both.class)))
                .contains("is annotated with both @Actor and @EntityActor.");
    }

    @Test
    void explainsVirtualThreadsOnAnOlderJdk() {
        ApplicationContextRunner runner = ActorContexts.with().withPropertyValues("nact.dispatcher.type=VIRTUAL");
        if (Dispatchers.hasVirtualThreads()) {
            runner.run(context -> assertThat(context).hasNotFailed());
        } else {
            assertThat(StartupFailures.report(runner)).isEqualTo("""
                            Description:
                            Invalid value 'VIRTUAL' for configuration property 'nact.dispatcher.type' (originating from '"nact.dispatcher.type" from property source "test"'). Validation failed for the following reason:

                            JDK 17 has no virtual threads. Run the application on JDK 21 or later, or set the property to auto or pool.
                            Action:
                            Review the value of the property with the provided reason.
                            """);
        }
    }

    @Test
    void explainsGetBeanOfAnInstanceWhileTheContextStarts() {
        assertThat(StartupFailures.report(ActorContexts.with(Greeter.class, GetsGreeter.class)))
                .isEqualTo("""
                        Description:
                        The instance behind actor 'greeter' is made in the actor's turn only, not by getBean.
                        Action:
                        Inject ActorRef<StartupMistakesTests.Greet> instead and send it messages.
                        """);
    }

    @Test
    void explainsAnActorThatIsRegisteredTooLate() {
        assertThat(StartupFailures.report(ActorContexts.with(RegistersLater.class)))
                .isEqualTo("""
                        Description:
                        Bean 'late' (io.nact.spring.registration.StartupMistakesTests$Greeter) is an actor, but was registered too late to become one, by a BeanDefinitionRegistryPostProcessor that ran after nact's.
                        Action:
                        Let that post-processor implement Ordered, so that it runs before, or register the actor by a component scan, @Import, @Bean or an ImportBeanDefinitionRegistrar.
                        """);
    }

    @Test
    void takesAnActorThatAnOrderedPostProcessorRegisters() {
        ActorContexts.with(RegistersEarlier.class)
                .run(context ->
                        assertThat(ActorContexts.ref(context, "late").name()).isEqualTo("late"));
    }

    @Test
    void explainsWhatTheConstructorThrew() {
        assertThat(StartupFailures.report(ActorContexts.with(Greeter.class, Unlicensed.class)))
                .isEqualTo("""
                        Description:
                        Actor 'unlicensed' (io.nact.spring.registration.StartupMistakesTests$Unlicensed) could not start, since its class threw java.lang.IllegalArgumentException: no licence.
                        Action:
                        Correct what its constructor, or its @PostConstruct method, failed at. What may be missing when the application starts is better looked for in a handler.
                        """);
    }

    @Test
    void leavesWhatOtherBeansThrewToBoot() {
        assertThatThrownBy(() -> StartupFailures.report(ActorContexts.with(Greeter.class, UnlicensedBean.class)))
                .hasMessage("Nobody explains it");
    }

    @Test
    void explainsAnEntityWithoutAnId() {
        assertThat(StartupFailures.report(ActorContexts.with(WithoutId.class))).isEqualTo("""
                        Description:
                        Entity 'withoutId' (io.nact.spring.registration.StartupMistakesTests$WithoutId) takes no @EntityId, but parameter 1 of its constructor is a String that Spring has nowhere to take from.
                        Action:
                        Annotate the parameter with @EntityId if it is the entity's id, or with @Value.
                        """);
        assertThat(StartupFailures.report(ActorContexts.with(WithoutNumber.class)))
                .contains("parameter 0 of its constructor is a long");
    }

    @Test
    void allowsAnEntityWithoutAnIdWhoseValuesComeFromElsewhere() {
        ActorContexts.with(WithValue.class).run(context -> assertThat(context).hasNotFailed());
        ActorContexts.with(WithoutId.class, OtherBeanMethod.class)
                .run(context -> assertThat(context).hasNotFailed());
        ActorContexts.with(MakesWithoutId.class)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void explainsAReferenceOfMoreThanAnActorHandles() {
        assertThat(StartupFailures.report(ActorContexts.with(Cart.class, WantsCart.class)))
                .isEqualTo("""
                        Description:
                        Parameter 0 of constructor in io.nact.spring.registration.StartupMistakesTests$WantsCart required io.nact.ActorRef<io.nact.spring.registration.StartupMistakesTests$CartMessage>, but no declared actor has such a reference. 'cart' handles only StartupMistakesTests.Items of StartupMistakesTests.CartMessage; it has no handler for StartupMistakesTests.AddItem.
                        Action:
                        Add @Receive methods for StartupMistakesTests.AddItem to io.nact.spring.registration.StartupMistakesTests$Cart.
                        """);
        assertThat(StartupFailures.report(ActorContexts.with(CartEntity.class, WantsCart.class)))
                .contains("'cart' handles only")
                .endsWith("Then inject Entities<StartupMistakesTests.CartMessage>.\n");
    }

    @Test
    void explainsAReferenceOfAFamilyThatAnActorHandlesUnderAnotherName() {
        assertThat(StartupFailures.report(ActorContexts.with(Only.class, WantsSingle.class)))
                .contains(
                        "'only' handles all of StartupMistakesTests.Single, but its protocol is StartupMistakesTests.One.")
                .contains("$Only: @Actor(protocol = StartupMistakesTests.Single.class).\n");
    }

    @Test
    void explainsAReferenceWhereThereAreEntities() {
        assertThat(StartupFailures.report(ActorContexts.with(FullCartEntity.class, WantsCart.class)))
                .contains("such a reference. 'fullCart' takes it and is one actor per id.\n")
                .endsWith("Action:\nInject Entities<StartupMistakesTests.CartMessage>.\n");
    }

    @Test
    void explainsEntitiesWhereThereIsOneActor() {
        assertThat(StartupFailures.report(ActorContexts.with(FullCart.class, WantsCarts.class)))
                .contains("such a reference. 'fullCart' takes it and is one actor, not one per id.\n")
                .endsWith("Action:\nInject ActorRef<StartupMistakesTests.CartMessage>.\n");
    }

    @Test
    void explainsAReferenceOfOneOfTheMessages() {
        assertThat(StartupFailures.report(ActorContexts.with(FullCart.class, WantsItems.class)))
                .contains("such a reference. 'fullCart' takes it as one of its StartupMistakesTests.CartMessage.\n")
                .endsWith(
                        "Inject ActorRef<StartupMistakesTests.CartMessage> or ActorRef<? super StartupMistakesTests.Items>.\n");
    }

    @Test
    void listsAllActorsThatMayHaveBeenMeant() {
        assertThat(StartupFailures.report(ActorContexts.with(Cart.class, FullCartEntity.class, WantsCart.class)))
                .contains("such a reference. \n\t- 'cart' handles only")
                .contains("\n\t- 'fullCart' takes it")
                .contains("\n\t- Add @Receive", "\n\t- Inject Entities<");
    }

    sealed interface CartMessage permits Items, AddItem {}

    record Items() implements CartMessage {}

    record AddItem() implements CartMessage {}

    sealed interface Single permits One {}

    record One() implements Single {}

    @Actor("cart")
    static class Cart {

        @Receive
        void items(Items message) {}
    }

    @EntityActor("cart")
    static class CartEntity {

        @Receive
        void items(Items message) {}
    }

    @Actor("fullCart")
    static class FullCart {

        @Receive
        void on(CartMessage message) {}
    }

    @EntityActor("fullCart")
    static class FullCartEntity {

        @Receive
        void on(CartMessage message) {}
    }

    @Actor("only")
    static class Only {

        @Receive
        void one(One message) {}
    }

    record WantsCart(ActorRef<CartMessage> cart) {}

    record WantsCarts(Entities<CartMessage> carts) {}

    record WantsItems(ActorRef<Items> items) {}

    record WantsSingle(ActorRef<Single> single) {}

    static class RegistersEarlier implements BeanDefinitionRegistryPostProcessor, Ordered {

        @Override
        public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
            registry.registerBeanDefinition("late", new RootBeanDefinition(Greeter.class));
        }

        @Override
        public int getOrder() {
            return 0;
        }
    }

    /** Comes with the next round of post-processors, after all that there were in the first. */
    static class RegistersLater implements BeanDefinitionRegistryPostProcessor {

        @Override
        public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
            registry.registerBeanDefinition("next", new RootBeanDefinition(RegistersEarlier.class));
        }
    }

    @Actor("unlicensed")
    static class Unlicensed extends SecondGreeter {

        Unlicensed() {
            throw new IllegalArgumentException("no licence");
        }
    }

    static class UnlicensedBean {

        UnlicensedBean() {
            throw new IllegalArgumentException("no licence");
        }
    }

    @EntityActor("withoutId")
    static class WithoutId extends SecondGreeter {

        WithoutId(BeanFactory beans, String id) {}
    }

    @EntityActor("withoutNumber")
    static class WithoutNumber extends SecondGreeter {

        WithoutNumber(long id) {}
    }

    @EntityActor("withValue")
    static class WithValue extends SecondGreeter {

        WithValue(@Value("${greeting:Hello}") String greeting, Optional<String> none) {}
    }

    @Configuration(proxyBeanMethods = false)
    static class MakesWithoutId {

        @Bean
        WithoutId made(BeanFactory beans) {
            return new WithoutId(beans, "shared");
        }
    }

    record Greet() {}

    record Other() {}

    interface Polite {}

    @Actor("greeter")
    static class Greeter implements Polite {

        @Receive
        void greet(Greet message) {}
    }

    @Actor("secondGreeter")
    static class SecondGreeter {

        @Receive
        void greet(Greet message) {}
    }

    @EntityActor("greeter")
    static class GreeterEntity {

        @Receive
        void greet(Greet message) {}
    }

    @EntityActor("account")
    static class Account {

        @Receive
        void greet(Greet message) {}
    }

    @Actor("withoutHandlers")
    static class WithoutHandlers {}

    @Scope("prototype")
    @Actor("scoped")
    static class Scoped extends SecondGreeter {}

    @Actor("withEntityId")
    static class WithEntityId extends SecondGreeter {

        WithEntityId(@EntityId String id) {}
    }

    @Actor
    @EntityActor
    static class Both extends SecondGreeter {}

    record WantsGreeter(Greeter greeter) {}

    record WantsPolite(Polite polite) {}

    record WantsAccount(Account account) {}

    record WantsOther(ActorRef<Other> other) {}

    record WantsOneGreeter(ActorRef<Greet> any) {}

    @Configuration(proxyBeanMethods = false)
    static class GreeterMethod {

        @Bean
        ActorDefinition<Greet> greeter() {
            return ActorDefinition.of(Behaviors.stateless((message, context) -> {}));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OtherBeanMethod {

        @Bean
        String greeter() {
            return "";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class AnotherBeanMethod {

        @Bean
        String greeter() {
            return "";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class SpawnsGreeter {

        SpawnsGreeter(ActorSystem system) {
            system.spawn("greeter", Behaviors.stateless((message, context) -> {}));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class GetsGreeter {

        @Bean
        static Object gets(BeanFactory beans) {
            return beans.getBean(Greeter.class);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @SuppressWarnings("rawtypes")
    static class Raw {

        @Bean
        ActorDefinition raw() {
            return ActorDefinition.of(Behaviors.stateless((message, context) -> {}));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Wildcard {

        @Bean
        ActorDefinition<?> wildcard() {
            return ActorDefinition.of(Behaviors.stateless((message, context) -> {}));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Bounded {

        @Bean
        ActorDefinition<? extends Greet> bounded() {
            return ActorDefinition.of(Behaviors.<Greet>stateless((message, context) -> {}));
        }
    }
}
