package io.nact.spring.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.Receive;
import io.nact.Request;
import io.nact.spring.Actor;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.ResolvableType;

/** How other beans come by the reference of an {@link Actor}. */
class ActorInjectionTests {

    @Test
    void injectsByTypeOfMessage() {
        ActorContexts.with(Greeter.class, Counter.class, ByType.class).run(context -> {
            ByType bean = context.getBean(ByType.class);
            assertThat(bean.any.call(new Greet("Erlich"))).isEqualTo("Hello Erlich");
            assertThat(bean.any.name()).isEqualTo("greeter");
        });
    }

    @Test
    void injectsByLowerBound() {
        ActorContexts.with(Greeter.class, Counter.class, ByLowerBound.class)
                .run(context -> assertThat(
                                context.getBean(ByLowerBound.class).any.name())
                        .isEqualTo("counter"));
    }

    @Test
    void injectsByQualifier() {
        ActorContexts.with(Greeter.class, OtherGreeter.class, ByQualifier.class)
                .run(context -> assertThat(
                                context.getBean(ByQualifier.class).ref.name())
                        .isEqualTo("otherGreeter"));
    }

    @Test
    void injectsByNameOfParameter() {
        ActorContexts.with(Greeter.class, OtherGreeter.class, ByName.class)
                .run(context ->
                        assertThat(context.getBean(ByName.class).ref.name()).isEqualTo("otherGreeter"));
    }

    @Test
    void heedsPrimaryOnTheClass() {
        ActorContexts.with(Greeter.class, PrimaryGreeter.class, ByType.class)
                .run(context ->
                        assertThat(context.getBean(ByType.class).any.name()).isEqualTo("primaryGreeter"));
    }

    @Test
    void heedsQualifiersOnTheClass() {
        ActorContexts.with(Greeter.class, QualifiedGreeter.class, ByQualifierOnClass.class)
                .run(context -> {
                    ByQualifierOnClass bean = context.getBean(ByQualifierOnClass.class);
                    assertThat(bean.polite.name()).isEqualTo("qualifiedGreeter");
                    assertThat(bean.french.name()).isEqualTo("qualifiedGreeter");
                });
    }

    @Test
    void offersReferencesByProviderAndByMap() {
        ActorContexts.with(Greeter.class, Counter.class, ByCollection.class).run(context -> {
            ByCollection bean = context.getBean(ByCollection.class);
            assertThat(bean.greeters.stream().map(ActorRef::name)).containsExactly("greeter");
            assertThat(bean.all).containsOnlyKeys("greeter", "counter");
        });
    }

    @Test
    void keepsTheTypesOfReferencesApartInLookUps() {
        ActorContexts.with(Greeter.class, Counter.class).run(context -> {
            ResolvableType greeters = ResolvableType.forClassWithGenerics(ActorRef.class, Greet.class);
            ResolvableType others = ResolvableType.forClassWithGenerics(ActorRef.class, String.class);
            assertThat(context.getBeanNamesForType(greeters)).containsExactly("greeter");
            assertThat(context.getBeanNamesForType(others)).isEmpty();
        });
    }

    @Test
    void callsAnImportedActorAsIfItWereScanned() {
        ActorContexts.with(Importing.class).run(context -> {
            ActorRef<?> ref = ActorContexts.ref(context, "actorInjectionTests.Unnamed");
            assertThat(ref.name()).isEqualTo("actorInjectionTests.Unnamed");
            assertThat(context.getBean(Unnamed.class.getName())).isSameAs(ref);
        });
    }

    @Test
    void makesAnActorOfABeanMethodThatReturnsItsClass() {
        ActorContexts.with(ByBeanMethod.class).run(context -> {
            ActorRef<Greet> ref = ActorContexts.ref(context, "made");
            assertThat(ref.call(new Greet("Dinesh"))).isEqualTo("Hello Dinesh");
            assertThat(context.getBean(ByBeanMethod.User.class).ref.name()).isEqualTo("made");
        });
    }

    @Test
    void takesTheNameOfTheAnnotation() {
        ActorContexts.with(Named.class)
                .run(context ->
                        assertThat(ActorContexts.ref(context, "by name").name()).isEqualTo("by name"));
    }

    @Test
    void letsTheAnnotationNameTheProtocol() {
        ActorContexts.with(WithProtocol.class, ByProtocol.class)
                .run(context ->
                        assertThat(context.getBean(ByProtocol.class).ref.name()).isEqualTo("withProtocol"));
    }

    record Greet(String name) implements Request<String> {}

    sealed interface Count permits Add {}

    record Add(int amount) implements Count {}

    @Actor("greeter")
    static class Greeter {

        @Receive
        String greet(Greet message) {
            return "Hello " + message.name();
        }
    }

    @Actor("otherGreeter")
    static class OtherGreeter extends Greeter {}

    @Primary
    @Actor("primaryGreeter")
    static class PrimaryGreeter extends Greeter {}

    @French
    @Qualifier("polite")
    @Actor("qualifiedGreeter")
    static class QualifiedGreeter extends Greeter {}

    @Actor(name = "by name")
    static class Named extends Greeter {}

    @Actor
    static class Unnamed extends Greeter {}

    @Actor(value = "counter", protocol = Count.class)
    static class Counter {

        @Receive
        void add(Add message) {}
    }

    @Actor(value = "withProtocol", protocol = Count.class)
    static class WithProtocol {

        @Receive
        void add(Add message) {}
    }

    record ByType(ActorRef<Greet> any) {}

    record ByLowerBound(ActorRef<? super Add> any) {}

    record ByProtocol(ActorRef<Count> ref) {}

    record ByCollection(ObjectProvider<ActorRef<Greet>> greeters, Map<String, ActorRef<?>> all) {}

    static class ByQualifier {

        final ActorRef<Greet> ref;

        ByQualifier(@Qualifier("otherGreeter") ActorRef<Greet> ref) {
            this.ref = ref;
        }
    }

    static class ByName {

        final ActorRef<Greet> ref;

        ByName(ActorRef<Greet> otherGreeter) {
            this.ref = otherGreeter;
        }
    }

    static class ByQualifierOnClass {

        @Autowired
        @Qualifier("polite")
        ActorRef<Greet> polite;

        @Autowired
        @French
        ActorRef<Greet> french;
    }

    @Qualifier
    @Target({ElementType.TYPE, ElementType.FIELD})
    @Retention(RetentionPolicy.RUNTIME)
    @interface French {}

    @Configuration(proxyBeanMethods = false)
    @Import(Unnamed.class)
    static class Importing {}

    @Configuration
    static class ByBeanMethod {

        @Bean
        @Qualifier("polite")
        Greeter made() {
            return new Greeter();
        }

        @Bean
        User user(@Qualifier("polite") ActorRef<Greet> ref) {
            return new User(ref);
        }

        record User(ActorRef<Greet> ref) {}
    }
}
