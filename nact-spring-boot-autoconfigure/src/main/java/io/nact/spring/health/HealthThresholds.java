package io.nact.spring.health;

/**
 * From when on the details of the health name something.
 *
 * @param entities what part of the entities of a kind that may live do
 * @param mailbox what part of the messages that may wait do
 * @param stuckTurns how many turns are stuck
 * @param deadLetters how many dead letters there have been
 */
public record HealthThresholds(double entities, double mailbox, int stuckTurns, long deadLetters) {}
