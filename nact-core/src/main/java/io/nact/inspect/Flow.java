package io.nact.inspect;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who sends to whom, by type. It is counted only while somebody looks: from the first look on, until nobody has looked for
 * ten seconds.
 *
 * @param watched since when it has been counted without a pause; zero at the first look
 * @param edges the ways that messages have taken meanwhile, the busiest first
 */
public record Flow(Duration watched, List<Edge> edges) {

    /**
     * A way that messages take. Answers, timers and what an actor pipes to itself are none.
     *
     * @param from the type of the actor in whose turn they were sent; null if they were sent outside turns
     * @param to the type of the actor that they were sent to
     * @param messages how many have been sent since the count began
     * @param rate how many a second, over the last second or more
     */
    public record Edge(@Nullable String from, String to, long messages, double rate) {}
}
