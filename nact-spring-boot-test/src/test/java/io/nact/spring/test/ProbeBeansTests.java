package io.nact.spring.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Receive;
import io.nact.spring.Actor;
import io.nact.spring.EntityActor;
import io.nact.spring.EntityId;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import io.nact.testkit.TestProbe;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Which reference a probe takes the place of. */
class ProbeBeansTests {

    private static ApplicationContextRunner with(Class<?> test, Class<?>... beans) {
        return withoutActors(test, beans).withConfiguration(AutoConfigurations.of(NactAutoConfiguration.class));
    }

    private static ApplicationContextRunner withoutActors(Class<?> test, Class<?>... beans) {
        return new ApplicationContextRunner()
                .withInitializer(context -> context.addBeanFactoryPostProcessor(new ProbeBeans(ProbeFields.of(test))))
                .withUserConfiguration(beans);
    }

    private static void assertFailure(ApplicationContextRunner runner, String message) {
        runner.run(context -> assertThat(context)
                .hasFailed()
                .getFailure()
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage(message));
    }

    private static TestProbe<?> probe(Probes probes, Class<?> test, int field) {
        return probes.probe(ProbeField.of(test.getDeclaredFields()[field], test));
    }

    static class ByType {
        @ProbeBean
        TestProbe<Greet> any;
    }

    static class ByName {
        @ProbeBean("second")
        TestProbe<Greet> any;
    }

    static class ByFieldName {
        @ProbeBean
        TestProbe<Greet> second;
    }

    static class Enforced {
        @ProbeBean(enforceOverride = true)
        TestProbe<Greet> any;
    }

    static class EnforcedByName {
        @ProbeBean(name = "second", enforceOverride = true)
        TestProbe<Greet> any;
    }

    static class OfOneMessage {
        @ProbeBean
        TestProbe<Knock> door;
    }

    static class OfAGeneric {
        @ProbeBean
        TestProbe<List<String>> lists;
    }

    static class Two {
        @ProbeBean
        TestProbe<Greet> first;

        @ProbeBean("first")
        TestProbe<Greet> same;
    }

    @Test
    void isTheOnlyOneOfItsType() {
        with(ByType.class, First.class, User.class).run(context -> {
            ActorRef<?> probe =
                    probe(context.getBean(Probes.class), ByType.class, 0).ref();
            assertThat(context.getBean(User.class).greeter).isSameAs(probe);
            assertThat(context.getBean("first")).isSameAs(probe);
            assertThat(context.getBean(ActorSystem.class).find(probe.path())).contains(probe);
        });
    }

    @Test
    void isThePrimaryOneOfSeveral() {
        with(ByType.class, First.class, Second.class, Preferred.class)
                .run(context -> assertThat(context.getBean("preferred"))
                        .isSameAs(probe(context.getBean(Probes.class), ByType.class, 0)
                                .ref()));
    }

    @Test
    void staysThePrimaryOne() {
        with(ByType.class, First.class, Preferred.class, User.class)
                .run(context -> assertThat(context.getBean(User.class).greeter)
                        .isSameAs(probe(context.getBean(Probes.class), ByType.class, 0)
                                .ref()));
    }

    @Test
    void isTheNamedOneOfSeveral() {
        for (Class<?> test : Arrays.asList(ByName.class, ByFieldName.class)) {
            with(test, First.class, Second.class).run(context -> {
                assertThat(context.getBean("second"))
                        .isSameAs(probe(context.getBean(Probes.class), test, 0).ref());
                assertThat(context.getBean("first")).isNotSameAs(context.getBean("second"));
            });
        }
    }

    @Test
    void isOneForTwoFieldsThatMeanTheSame() {
        with(Two.class, First.class, User.class).run(context -> {
            Probes probes = context.getBean(Probes.class);
            assertThat(probe(probes, Two.class, 0)).isSameAs(probe(probes, Two.class, 1));
        });
    }

    @Test
    void keepsTheQualifiers() {
        with(ByType.class, Polite.class, UserOfPolite.class)
                .run(context -> assertThat(context.getBean(UserOfPolite.class).greeter)
                        .isSameAs(probe(context.getBean(Probes.class), ByType.class, 0)
                                .ref()));
        withoutActors(ByType.class, PoliteBeanMethod.class, UserOfPolite.class)
                .run(context -> assertThat(context.getBean(UserOfPolite.class).greeter)
                        .isSameAs(probe(context.getBean(Probes.class), ByType.class, 0)
                                .ref()));
    }

    @Test
    void isAddedWhereThereIsNone() {
        with(ByType.class, User.class).run(context -> {
            assertThat(context.getBeansOfType(ActorRef.class)).containsOnlyKeys("any");
            assertThat(context.getBean(User.class).greeter).isSameAs(context.getBean("any"));
        });
        with(ByName.class, User.class)
                .run(context ->
                        assertThat(context.getBeansOfType(ActorRef.class)).containsOnlyKeys("second"));
    }

    @Test
    void isAddedUnderAnotherNameIfItsOwnIsTaken() {
        with(ByType.class, User.class)
                .withBean("any", Object.class, Object::new)
                .run(context ->
                        assertThat(context.getBeansOfType(ActorRef.class)).containsOnlyKeys("any#0"));
    }

    @Test
    void knowsMessagesThatAreGeneric() {
        with(OfAGeneric.class, UserOfLists.class)
                .run(context ->
                        assertThat(context.getBean(UserOfLists.class).lists).isSameAs(context.getBean("lists")));
    }

    @Test
    void hasASystemOfItsOwnWhereThereIsNoneUntilTheContextEnds() {
        ActorRef<?>[] ref = new ActorRef<?>[1];
        withoutActors(ByType.class, User.class).run(context -> {
            ref[0] = context.getBean(User.class).greeter;
            context.getBean(User.class).greeter.tell(new Greet());
            assertThat(probe(context.getBean(Probes.class), ByType.class, 0).receive())
                    .isEqualTo(new Greet());
            assertThat(ref[0].path().toString()).isEqualTo("nact://probes/any");
        });
        @SuppressWarnings("unchecked") // it takes anything
        ActorRef<Greet> ended = (ActorRef<Greet>) ref[0];
        assertThat(ended.tryTell(new Greet())).isFalse();
    }

    @Test
    void mustNotBeAmbiguous() {
        assertFailure(with(ByType.class, First.class, Second.class), """
                @ProbeBean TestProbe<ProbeBeansTests.Greet> any could take the place of 2 references:
                \t- 'first': ActorRef<ProbeBeansTests.Greet>
                \t- 'second': ActorRef<ProbeBeansTests.Greet>
                Say which by @ProbeBean("first"), or by the name of the field.""");
    }

    @Test
    void mustNotMissByItsName() {
        assertFailure(with(ByName.class, First.class), """
                @ProbeBean("second") TestProbe<ProbeBeansTests.Greet> any has nothing to take the place of: there is no such reference, but perhaps one of these is meant:
                \t- 'first': ActorRef<ProbeBeansTests.Greet>
                Declare the probe with the name and the type of the messages of one of them. In place of entities, a mock of Entities answers the references of probes.""");
    }

    @Test
    void mustNotMissByItsType() {
        assertFailure(with(OfOneMessage.class, Door.class, Gates.class, First.class), """
                @ProbeBean TestProbe<ProbeBeansTests.Knock> door has nothing to take the place of: there is no such reference, but perhaps one of these is meant:
                \t- 'door': ActorRef<ProbeBeansTests.DoorMessage>
                \t- 'gates': Entities<ProbeBeansTests.DoorMessage>
                Declare the probe with the name and the type of the messages of one of them. In place of entities, a mock of Entities answers the references of probes.""");
    }

    @Test
    void mustHaveSomethingToReplaceIfThatIsEnforced() {
        assertFailure(
                with(Enforced.class),
                "@ProbeBean TestProbe<ProbeBeansTests.Greet> any has nothing to take the place of: there is no ActorRef<ProbeBeansTests.Greet>. Remove enforceOverride if the test does without the actor.");
        assertFailure(
                with(EnforcedByName.class),
                "@ProbeBean(\"second\") TestProbe<ProbeBeansTests.Greet> any has nothing to take the place of: there is no ActorRef<ProbeBeansTests.Greet> of the name 'second'. Remove enforceOverride if the test does without the actor.");
    }

    @Test
    void mustNotTakeThePlaceOfWhatIsNoReference() {
        assertFailure(
                with(ByName.class).withBean("second", Object.class, Object::new),
                "@ProbeBean(\"second\") TestProbe<ProbeBeansTests.Greet> any has nothing to take the place of: the bean 'second' is no ActorRef<ProbeBeansTests.Greet>. Name the reference that is meant, or choose a name that is free.");
    }

    record Greet() {}

    sealed interface DoorMessage {}

    record Knock() implements DoorMessage {}

    @Actor("first")
    static class First {

        @Receive
        void greet(Greet message) {}
    }

    @Actor("second")
    static class Second extends First {}

    @Primary
    @Actor("preferred")
    static class Preferred extends First {}

    @Qualifier("polite")
    @Actor("qualified")
    static class Polite extends First {}

    @Actor(value = "door", protocol = DoorMessage.class)
    static class Door {

        @Receive
        void knock(Knock message) {}
    }

    @EntityActor(value = "gates", protocol = DoorMessage.class)
    static class Gates {

        Gates(@EntityId String id) {}

        @Receive
        void knock(Knock message) {}
    }

    record User(ActorRef<Greet> greeter) {}

    record UserOfLists(ActorRef<List<String>> lists) {}

    static class UserOfPolite {

        final ActorRef<Greet> greeter;

        UserOfPolite(@Qualifier("polite") ActorRef<Greet> greeter) {
            this.greeter = greeter;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class PoliteBeanMethod {

        @Bean
        @Qualifier("polite")
        ActorRef<Greet> made() {
            return ActorRef.nobody();
        }

        @Bean
        ActorRef<String> other() {
            return ActorRef.nobody();
        }
    }
}
