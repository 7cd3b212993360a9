package io.nact.spring.autoconfigure.health;

import io.nact.spring.health.HealthThresholds;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties under {@code nact.health}: from when on the details name something. They never change the status.
 *
 * @param entities Part of nact.entities.max-active from which on a kind of entity is named, 1 for all of it.
 * @param mailbox Part of its capacity from which on the mailbox of a declared actor is named, 1 for all of it.
 * @param stuckTurns Number of stuck turns from which on it is told.
 * @param deadLetters Number of dead letters, since the start, from which on they are told by reason.
 */
@ConfigurationProperties("nact.health")
record NactHealthProperties(
        @DefaultValue("0.9") double entities,
        @DefaultValue("0.8") double mailbox,
        @DefaultValue("1") int stuckTurns,
        @DefaultValue("1") long deadLetters) {

    NactHealthProperties {
        part("nact.health.entities", entities);
        part("nact.health.mailbox", mailbox);
        atLeastOne("nact.health.stuck-turns", stuckTurns);
        atLeastOne("nact.health.dead-letters", deadLetters);
    }

    private static void part(String property, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException("%s must be above 0 and at most 1, not %s".formatted(property, value));
        }
    }

    private static void atLeastOne(String property, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s must be at least 1, not %d".formatted(property, value));
        }
    }

    HealthThresholds thresholds() {
        return new HealthThresholds(entities, mailbox, stuckTurns, deadLetters);
    }
}
