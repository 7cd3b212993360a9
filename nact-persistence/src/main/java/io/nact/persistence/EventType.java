package io.nact.persistence;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name under which events of this class are stored, so that the class itself can be renamed and moved. Each event class
 * has one of its own; it never changes once something is stored.
 *
 * <pre>{@code
 * @EventType("account.deposited")
 * record Deposited(long amount) implements AccountEvent {}
 * }</pre>
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface EventType {

    /** The alias, such as {@code account.deposited}. */
    String value();

    /** The version of the class's form. With each new one, an {@link Upcaster} from the one before it. */
    int version() default 1;
}
