package io.nact.inspect;

import io.nact.path.ActorPath;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One actor among many, as it was when somebody looked.
 *
 * @param path where it stands
 * @param type under which it is counted
 * @param status what it was doing
 * @param depth how many messages waited, without those in hand and without stashed ones
 * @param capacity how many may wait; {@link Integer#MAX_VALUE} without a limit
 * @param age how long the oldest of them had waited, exact to a second or so while somebody looks; zero if none waited
 * @param message the type of the message in hand, of the oldest if there were several; null if there was none. Among the
 *     first {@linkplain Ranking#ON_THREAD on a thread}, that of the oldest that held one
 * @param inHand how long that had been in hand: since it began for an ask, otherwise since it was first seen; zero if
 *     there was none
 * @param crashes how often the actor has crashed since it was spawned
 * @param handled how many messages it has taken from its mailbox since it was spawned, modulo 2<sup>32</sup>; -1 if
 *     its mailbox does not count
 * @param rate how many it has taken a second, over the last second or more; null unless somebody took
 *     a {@linkplain Inspector#summary summary} before
 * @param bytes how much memory it takes about, with what waits for it, but without the user's own objects
 * @param children how many children it had
 */
public record ActorRow(
        ActorPath path,
        String type,
        ActorStatus status,
        int depth,
        int capacity,
        Duration age,
        @Nullable String message,
        Duration inHand,
        int crashes,
        long handled,
        @Nullable Double rate,
        long bytes,
        int children) {}
