package io.nact.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;

/**
 * Marks a field of a test, of type {@link io.nact.testkit.TestProbe}, that gets a probe in place of an actor: whoever
 * injects the {@link io.nact.ActorRef} of that type has the probe's instead, and the actor is not spawned.
 *
 * <pre>{@code
 * @ProbeBean
 * TestProbe<Greet> greeter;
 * }</pre>
 *
 * <p>The reference is found by its type; of several the primary one is taken, or the one that is named as the field. If the
 * context has none it is added, so that a slice without the actor works. After each test the probe is {@linkplain
 * io.nact.testkit.TestProbe#reset reset}.
 *
 * <p>A test with probes has a context of its own, which it shares with the tests whose fields are the same.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ProbeBean {

    /** The same as {@link #name}. */
    @AliasFor("name")
    String value() default "";

    /** The name of the actor, if its type does not say enough. */
    @AliasFor("value")
    String name() default "";

    /** Whether it is an error if there is no such reference to replace. */
    boolean enforceOverride() default false;
}
