package io.nact;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Keeps what it marks from the eyes of whoever looks into a running system: where messages are shown as text, six
 * asterisks stand in its place. It marks a record component, a field, or a type and with it all values of that type.
 *
 * <pre>{@code
 * record SignIn(String user, @Sensitive String password) implements Request<Session> {}
 * }</pre>
 *
 * <p>It does not change {@code toString}, nor what applications log themselves.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.TYPE})
public @interface Sensitive {}
