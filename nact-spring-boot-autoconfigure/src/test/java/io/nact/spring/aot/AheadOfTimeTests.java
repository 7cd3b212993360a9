package io.nact.spring.aot;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Receive;
import io.nact.component.InvalidComponentException;
import io.nact.persistence.EventTypes;
import io.nact.spring.Actor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.aot.hint.ExecutableHint;
import org.springframework.aot.hint.TypeReference;
import org.springframework.context.ConfigurableApplicationContext;

/** Actors of an application that was processed ahead of time: declared by code, and as good as ever. */
class AheadOfTimeTests {

    private static ProcessedAheadOfTime shop;

    private static ConfigurableApplicationContext context;

    private static Shop.Customers customers;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        shop = ProcessedAheadOfTime.with(folder, Shop.class);
        context = shop.start();
        customers = context.getBean(Shop.Customers.class);
    }

    @AfterAll
    static void close() {
        context.close();
    }

    @Test
    void declaresEachActorOnceUnderItsName() {
        assertThat(context.getBeanNamesForType(ActorRef.class))
                .containsExactlyInAnyOrder(
                        "greeter", "shop.PoliteGreeter", "frenchGreeter", "till", "fragile", "visits");
        assertThat(customers.greeter().name()).isEqualTo("greeter");
    }

    @Test
    void answersToThoseWhoInjectByType() {
        assertThat(customers.greeter().call(new Shop.Greet("Erlich"))).isEqualTo("Hello Erlich");
    }

    @Test
    void heedsQualifiersOnClassesAndBeanMethods() {
        assertThat(customers.polite().call(new Shop.Greet("Erlich"))).isEqualTo("Good morning Erlich");
        assertThat(customers.french().call(new Shop.Greet("Erlich"))).isEqualTo("Bonjour Erlich");
    }

    @Test
    void keepsOneInstancePerId() {
        customers.carts().get("a").tell(new Shop.Add("milk"));
        assertThat(customers.carts().get("a").call(new Shop.Content())).isEqualTo("a: milk");
        assertThat(customers.carts().get("b").call(new Shop.Content())).isEqualTo("b:");
    }

    @Test
    void keepsAStatePerIdByEvents() {
        assertThat(customers.shelves().get("a").call(new Shop.Put("milk"))).isEqualTo(1);
        assertThat(customers.shelves().get("a").call(new Shop.Put("bread"))).isEqualTo(2);
        assertThat(customers.shelves().get("b").call(new Shop.Put("milk"))).isEqualTo(1);
        assertThat(context.getBean(EventTypes.class).classes()).containsExactly(Shop.WasPut.class);
    }

    @Test
    void hasEntitiesThatABeanMethodDefines() {
        assertThat(customers.doors().get("a").call(new Shop.Knock())).isEqualTo("a 1");
        assertThat(customers.doors().get("b").call(new Shop.Knock())).isEqualTo("b 1");
    }

    @Test
    void spawnsWhatABeanMethodDefines() {
        assertThat(customers.visits().call(new Shop.Visit())).isEqualTo(1);
        assertThat(customers.visits().call(new Shop.Visit())).isEqualTo(2);
    }

    @Test
    void makesAdvisesAndDestroysInstances() throws Exception {
        ConfigurableApplicationContext other = shop.start();
        ActorRef<? super Shop.Pay> till = other.getBean(Shop.Customers.class).till();
        assertThat(till.call(new Shop.Pay())).isEqualTo(2);
        other.getBean(ActorSystem.class).stop(till).get();
        assertThat(other.getBean(Shop.class).events).containsExactly("open", "close after 1");
        other.close();
    }

    @Test
    void asksThePolicyThatItMakes() {
        customers.fragile().call(new Shop.Drop());
        assertThatThrownBy(() -> customers.fragile().call(new Shop.Drop())).isInstanceOf(AssertionError.class);
        assertThat(customers.fragile().call(new Shop.Drop())).isEqualTo(1);
        assertThat(context.getBean(Shop.class).events).contains("broken");
    }

    @Test
    void findsMistakesWhenItProcesses(@TempDir Path folder) {
        assertThatThrownBy(() -> ProcessedAheadOfTime.with(folder, Incomplete.class))
                .isInstanceOf(InvalidComponentException.class)
                .hasMessageContaining("has no handler for: Content.");
    }

    @Test
    void tellsANativeImageWhatItMustKeep() {
        assertThat(shop.hints())
                .matches(reflection().onMethodInvocation(Shop.Greeter.class, "greet"))
                .matches(reflection().onMethodInvocation(Shop.Cart.class, "content"))
                .matches(reflection().onMethodInvocation(Shop.Shelves.class, "put"))
                .matches(reflection().onMethodInvocation(Shop.Shelves.class, "empty"))
                .matches(reflection().onMethodInvocation(Shop.WasPut.class, "thing"))
                .matches(reflection()
                        .onConstructorInvocation(Shop.Replacing.class.getDeclaredConstructors()[0]));
        for (Class<?> message : List.of(Shop.Greet.class, Shop.CartMessage.class, Shop.Add.class, Shop.Content.class)) {
            assertThat(shop.hints()).matches(reflection().onType(message));
        }
    }

    @Test
    void tellsANativeImageHowVirtualThreadsAreReached() {
        assertThat(shop.hints().reflection().getTypeHint(TypeReference.of("java.lang.Thread$Builder$OfVirtual")))
                .extracting(type -> type.methods().map(ExecutableHint::getName).toList(), as(LIST))
                .containsExactlyInAnyOrder("name", "factory");
    }

    @Actor(protocol = Shop.CartMessage.class)
    static class Incomplete {

        @Receive
        void add(Shop.Add message) {}
    }
}
