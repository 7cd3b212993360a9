package io.nact.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.PropertyMapping;

/**
 * Gives a test an {@link io.nact.testkit.ActorTestKit} around the application's actor system, as a bean; with manual time
 * also its {@link io.nact.testkit.ManualTime}. For tests with {@code @SpringBootTest} or {@code @WebMvcTest}; {@link
 * ActorTest} has it already.
 *
 * <p>The kit is one for all tests of a context. After each, the probes that it has made are stopped and its dead letters are
 * forgotten.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ImportAutoConfiguration(ActorTestKitAutoConfiguration.class)
@PropertyMapping("nact.test")
public @interface AutoConfigureActorTestKit {

    /** How the time of the actors passes. */
    ActorTime time() default ActorTime.REAL;
}
