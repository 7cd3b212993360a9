package io.nact.inspect;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A system at one glance, taken in one walk through the tree while the actors went on.
 *
 * @param system the name of the system
 * @param uptime how long it is since it was made
 * @param running whether it has started and has not been stopped
 * @param total all actors together, as if they were of one type of the system's name
 * @param types those of each type, most actors first
 * @param top the first few in each order that was asked for; those of which there is nothing to say are left out
 */
public record Summary(
        String system,
        Duration uptime,
        boolean running,
        TypeSummary total,
        List<TypeSummary> types,
        Map<Ranking, List<ActorRow>> top) {}
