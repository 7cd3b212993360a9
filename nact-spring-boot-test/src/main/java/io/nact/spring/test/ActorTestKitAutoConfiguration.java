package io.nact.spring.test;

import io.nact.ActorSystem;
import io.nact.spring.SystemOptionsCustomizer;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import io.nact.testkit.ActorTestKit;
import io.nact.testkit.KitPreparation;
import io.nact.testkit.ManualTime;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Auto-configuration of a test kit around the application's actor system. */
@AutoConfiguration(after = NactAutoConfiguration.class)
@ConditionalOnBean(ActorSystem.class)
public final class ActorTestKitAutoConfiguration {

    /** What {@link AutoConfigureActorTestKit#time} is mapped to. */
    private static final String TIME = "nact.test.time";

    @Bean
    KitPreparation nactKitPreparation(Environment environment) {
        ActorTime time = environment.getProperty(TIME, ActorTime.class, ActorTime.REAL);
        return time == ActorTime.MANUAL ? KitPreparation.manualTime() : KitPreparation.realTime();
    }

    /** Last, so that the kit sees through whatever dispatcher the application has chosen. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SystemOptionsCustomizer nactKitOptions(KitPreparation preparation) {
        return preparation::prepare;
    }

    /** Made before the actors start, of which it keeps account. The system is the application's to stop. */
    @Lazy(false)
    @Bean(destroyMethod = "")
    ActorTestKit actorTestKit(KitPreparation preparation, ActorSystem system) {
        return preparation.kit(system);
    }

    @Bean(destroyMethod = "")
    @ConditionalOnProperty(name = TIME, havingValue = "manual")
    ManualTime manualTime(ActorTestKit kit) {
        return kit.time();
    }
}
