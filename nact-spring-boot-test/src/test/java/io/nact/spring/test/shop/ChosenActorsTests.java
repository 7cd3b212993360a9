package io.nact.spring.test.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.spring.test.ActorTest;
import java.util.Currency;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.test.context.NestedTestConfiguration;
import org.springframework.test.context.NestedTestConfiguration.EnclosingConfiguration;

@NestedTestConfiguration(EnclosingConfiguration.OVERRIDE)
class ChosenActorsTests {

    @Nested
    @ActorTest(Printer.class)
    class ByClass {

        @Test
        void hasThatActorOnly(@Autowired ApplicationContext context) {
            assertThat(context.getBeansOfType(ActorRef.class)).containsOnlyKeys("printer");
        }
    }

    @Nested
    @ActorTest(actors = Printer.class, properties = "nact.actors.till.mailbox.capacity=3")
    class WithoutOneThatIsConfigured {

        @Test
        void leavesItsConfigurationAlone(@Autowired ApplicationContext context) {
            assertThat(context.getBeansOfType(ActorRef.class)).containsOnlyKeys("printer");
        }
    }

    @Nested
    @ActorTest(actors = MixedConfiguration.class)
    class ByConfiguration {

        @Test
        void hasAllThatItMakes(@Autowired ApplicationContext context) {
            assertThat(context.getBeansOfType(ActorRef.class)).containsOnlyKeys("mixed");
            assertThat(context.getBeansOfType(Currency.class)).hasSize(1);
        }
    }

    @Nested
    @ActorTest(
            actors = {Till.class, Printer.class},
            includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = PriceList.class))
    class WithIncluded {

        @Test
        void hasWhatIsIncludedToo(@Autowired ActorRef<Sale> till) {
            assertThat(till.call(new Sale("lamp"))).isEqualTo(40);
        }
    }

    @Nested
    @ActorTest(excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Till.class))
    class WithoutExcluded {

        @Test
        void hasTheOthers(@Autowired ApplicationContext context) {
            assertThat(context.getBeansOfType(ActorRef.class)).containsOnlyKeys("printer", "visits");
        }
    }

    @Nested
    @ActorTest(useDefaultFilters = false, properties = "nact.name=of-the-test")
    class WithoutDefaults {

        @Test
        void hasNoneButASystemWithThePropertiesOfTheTest(@Autowired ApplicationContext context) {
            assertThat(context.getBeansOfType(ActorRef.class)).isEmpty();
            assertThat(context.getBean(io.nact.ActorSystem.class).name()).isEqualTo("of-the-test");
        }
    }
}
