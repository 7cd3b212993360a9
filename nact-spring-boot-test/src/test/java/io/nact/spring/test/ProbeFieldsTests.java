package io.nact.spring.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.nact.testkit.TestProbe;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.NestedTestConfiguration;
import org.springframework.test.context.NestedTestConfiguration.EnclosingConfiguration;

class ProbeFieldsTests {

    static class Base<M> {
        @ProbeBean
        TestProbe<M> inherited;
    }

    static class Derived extends Base<String> {
        @ProbeBean("name")
        TestProbe<List<String>> own;

        TestProbe<Integer> without;

        @NestedTestConfiguration(EnclosingConfiguration.INHERIT)
        class Inner {}

        @NestedTestConfiguration(EnclosingConfiguration.OVERRIDE)
        class Apart {}
    }

    static class Same extends Base<String> {
        @ProbeBean("name")
        TestProbe<List<String>> own;
    }

    static class Other extends Base<Integer> {
        @ProbeBean("name")
        TestProbe<List<String>> own;
    }

    @Test
    void areThoseOfTheClassAndOfThoseItExtends() {
        assertThat(ProbeFields.of(Derived.class))
                .extracting(ProbeField::toString)
                .containsExactly(
                        "@ProbeBean(\"name\") TestProbe<java.util.List<java.lang.String>> own",
                        "@ProbeBean TestProbe<String> inherited");
    }

    @Test
    void areThoseAroundANestedClassThatHasItsConfiguration() {
        assertThat(ProbeFields.of(Derived.Inner.class)).isEqualTo(ProbeFields.of(Derived.class));
        assertThat(ProbeFields.of(Derived.Apart.class)).isEmpty();
    }

    @Test
    void areEqualForEqualWishesSoThatContextsAreShared() {
        assertThat(ProbeFields.of(Same.class))
                .isEqualTo(ProbeFields.of(Derived.class))
                .hasSameHashCodeAs(ProbeFields.of(Derived.class));
        assertThat(ProbeFields.of(Other.class)).isNotEqualTo(ProbeFields.of(Derived.class));
        assertThat(new ProbeContextCustomizerFactory().createContextCustomizer(Same.class, List.of()))
                .isNotNull()
                .isEqualTo(new ProbeContextCustomizerFactory().createContextCustomizer(Derived.class, List.of()));
        assertThat(new ProbeContextCustomizerFactory().createContextCustomizer(Object.class, List.of()))
                .isNull();
    }

    static class NoProbe {
        @ProbeBean
        String wrong;
    }

    @SuppressWarnings("rawtypes")
    static class Raw {
        @ProbeBean
        TestProbe wrong;
    }

    static class Wildcard {
        @ProbeBean
        TestProbe<?> wrong;
    }

    static class Unresolved<M> {
        @ProbeBean
        TestProbe<List<M>> wrong;
    }

    @Test
    void mustBeProbes() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ProbeFields.of(NoProbe.class))
                .withMessage(
                        "java.lang.String io.nact.spring.test.ProbeFieldsTests$NoProbe.wrong is annotated with @ProbeBean, but is no TestProbe: declare it as one, such as TestProbe<Greet>");
    }

    @Test
    void mustSayTheTypeOfTheMessages() {
        for (Class<?> test : List.of(Raw.class, Wildcard.class, Unresolved.class)) {
            assertThatIllegalStateException()
                    .as(test.getSimpleName())
                    .isThrownBy(() -> ProbeFields.of(test))
                    .withMessageEndingWith(
                            "wrong does not say the type of its messages: declare it without a wildcard and not raw, such as TestProbe<Greet>");
        }
    }
}
