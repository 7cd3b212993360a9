package io.nact.spring.autoconfigure.endpoint;

import java.util.Set;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties under {@code management.endpoint.deadletters}.
 *
 * @param showValues When to show what is in messages, and not only their types.
 * @param roles Roles of which a user must have one to be authorized to see what is in messages. Without any, all authenticated users are.
 */
@ConfigurationProperties("management.endpoint.deadletters")
record DeadLettersEndpointProperties(
        @DefaultValue("never") Show showValues,
        @DefaultValue Set<String> roles) {}
