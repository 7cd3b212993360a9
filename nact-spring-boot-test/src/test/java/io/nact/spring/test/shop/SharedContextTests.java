package io.nact.spring.test.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.spring.test.ActorTest;
import io.nact.spring.test.ActorTime;
import io.nact.spring.test.ProbeBean;
import io.nact.spring.test.shop.ShopActors.Visit;
import io.nact.testkit.TestProbe;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestContextManager;

/** What test classes share: the context of equal ones, and with it the actors and their state. */
class SharedContextTests {

    @ActorTest(actors = Printer.class)
    static class OneTest {
        @ProbeBean
        TestProbe<PrinterMessage> printer;
    }

    @ActorTest(actors = Printer.class)
    static class EqualTest {
        @ProbeBean
        TestProbe<PrinterMessage> printer;
    }

    @ActorTest(actors = Printer.class)
    static class WithoutAProbe {}

    @ActorTest(actors = Printer.class, time = ActorTime.MANUAL)
    static class WithOtherTime {}

    @ActorTest(actors = ShopActors.class)
    static class Counting {
        @Autowired
        ActorRef<Visit> visits;
    }

    @DirtiesContext
    @ActorTest(actors = ShopActors.class)
    static class CountingAnew extends Counting {}

    @Test
    void isTheContextOfEqualTests() {
        ApplicationContext one = context(OneTest.class);
        assertThat(context(EqualTest.class)).isSameAs(one);
        assertThat(context(WithoutAProbe.class)).isNotSameAs(one);
        assertThat(context(WithOtherTime.class)).isNotSameAs(context(WithoutAProbe.class));
    }

    @Test
    void isTheStateOfTheActorsUntilTheContextIsDirty() throws Exception {
        assertThat(visits(Counting.class)).isEqualTo(1);
        assertThat(visits(CountingAnew.class)).isEqualTo(2);
        assertThat(visits(Counting.class)).isEqualTo(1);
    }

    /** What a test of this class, in its context, is the how-manieth to count. */
    private static int visits(Class<? extends Counting> test) throws Exception {
        TestContextManager manager = new TestContextManager(test);
        manager.beforeTestClass();
        Counting instance = test.getDeclaredConstructor().newInstance();
        manager.prepareTestInstance(instance);
        int count = instance.visits.call(new Visit());
        manager.afterTestClass();
        return count;
    }

    private static ApplicationContext context(Class<?> test) {
        return new TestContextManager(test).getTestContext().getApplicationContext();
    }
}
