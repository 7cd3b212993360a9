package io.nact.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * A test of the application's actors and of nothing else: no controllers, no services, no data. What the actors inject is
 * a {@link org.springframework.test.context.bean.override.mockito.MockitoBean mock}, another bean of the test's, or a
 * {@link ProbeBean probe} in place of an actor.
 *
 * <p>In the slice are the classes annotated with {@link io.nact.spring.Actor}, {@link io.nact.spring.EntityActor} or {@link
 * io.nact.spring.EventSourcedActor}, the configuration classes whose bean methods make nothing but actors, the {@link
 * io.nact.supervision.SupervisionPolicy}, {@link io.nact.spring.SystemOptionsCustomizer} and {@code EventTypesCustomizer}
 * beans. The application's configuration class itself, with its bean methods, is always part of it. What persistent actors
 * store is kept in memory, and gone with the context.
 *
 * <p>The test may inject an {@link io.nact.testkit.ActorTestKit} for the application's actor system.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@BootstrapWith(ActorTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(ActorTypeExcludeFilter.class)
@AutoConfigureActorTestKit
@ImportAutoConfiguration
public @interface ActorTest {

    /** The same as {@link #actors}. */
    @AliasFor("actors")
    Class<?>[] value() default {};

    /** The actors to test: their classes, or configuration classes that make them. Unless told, all. */
    @AliasFor("value")
    Class<?>[] actors() default {};

    /** How the time of the actors passes. With manual time the test may inject a {@link io.nact.testkit.ManualTime}. */
    @AliasFor(annotation = AutoConfigureActorTestKit.class, attribute = "time")
    ActorTime time() default ActorTime.REAL;

    /** Properties in the form {@code key=value} that the environment of the test has in addition. */
    String[] properties() default {};

    /** Whether actors, and what belongs to them, are included by themselves. */
    boolean useDefaultFilters() default true;

    /** What else to include of that which the application's component scan finds. */
    Filter[] includeFilters() default {};

    /** What to leave out. */
    Filter[] excludeFilters() default {};

    /** Auto-configurations to leave out. */
    @AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
    Class<?>[] excludeAutoConfiguration() default {};
}
