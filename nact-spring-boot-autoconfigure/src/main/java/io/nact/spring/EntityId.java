package io.nact.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.beans.factory.annotation.Value;

/**
 * Marks the constructor parameter of an {@link EntityActor} that takes the entity's id. A parameter of another type than
 * {@link String} gets what Spring's conversion makes of the id; an id that cannot be converted is a failed start of that
 * one entity.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Value("#{nactEntityId}")
public @interface EntityId {}
