package io.nact.inspect;

import java.util.List;

/**
 * All that can be said about one actor, as it was when somebody looked. It went on meanwhile, so that one part may be a
 * little newer than another.
 *
 * @param actor what is said about each
 * @param behavior what it does, for people
 * @param stashed how many messages it has set aside
 * @param mailbox the messages that come next, the next one first; not all, and none of a mailbox that cannot be looked into
 * @param turns the open turns, the oldest first; one at most unless the actor handles several messages at once
 * @param failures its latest crashes, the latest first; ten at most
 * @param resets how many fresh lives it has begun after the first
 * @param watchers how many actors watch it
 * @param timers how many timers it has running
 * @param suspendedByHand whether somebody has suspended it, whatever else it is doing
 * @param traced how many more of its messages are to be logged
 */
public record ActorDetails(
        ActorRow actor,
        String behavior,
        int stashed,
        List<WaitingMessage> mailbox,
        List<OpenTurn> turns,
        List<Failure> failures,
        int resets,
        int watchers,
        int timers,
        boolean suspendedByHand,
        int traced) {}
