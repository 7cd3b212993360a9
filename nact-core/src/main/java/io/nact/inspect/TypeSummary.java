package io.nact.inspect;

import java.time.Duration;
import java.util.Map;

/**
 * The live actors of one type.
 *
 * @param type the name of the type
 * @param actors how many live
 * @param statuses how many of them were doing what; without those that nobody was doing
 * @param depth how many messages waited for them
 * @param age how long the oldest of these had waited; zero if none waited
 * @param crashes how often those that live have crashed
 * @param bytes how much memory they take about, without the user's own objects
 */
public record TypeSummary(
        String type,
        long actors,
        Map<ActorStatus, Long> statuses,
        long depth,
        Duration age,
        long crashes,
        long bytes) {}
