package io.nact.spring.registration;

import io.nact.Behavior;
import io.nact.mailbox.MailboxFactory;
import io.nact.supervision.SupervisionPolicy;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What configuration says of one actor, or of one kind of entity; null where it leaves that to the code.
 *
 * @param mailbox where messages wait
 * @param dispatcher the name of the dispatcher
 * @param passivateAfter how long an entity may be idle
 * @param askTimeout how long an ask waits that names no time of its own
 * @param supervision what becomes of the policy that the actor has
 */
public record ActorOverrides(
        @Nullable MailboxFactory mailbox,
        @Nullable String dispatcher,
        @Nullable Duration passivateAfter,
        @Nullable Duration askTimeout,
        @Nullable UnaryOperator<SupervisionPolicy> supervision) {

    /** Says nothing. */
    static final ActorOverrides NONE = new ActorOverrides(null, null, null, null, null);

    /** The behaviour with another mailbox, another time for asks and another policy, as far as there are such. */
    <M> Behavior<M> apply(Behavior<M> behavior) {
        Behavior<M> changed = behavior;
        if (mailbox != null) {
            changed = changed.mailbox(mailbox);
        }
        if (askTimeout != null) {
            changed = changed.askTimeout(askTimeout);
        }
        if (supervision != null) {
            changed = changed.onCrash(supervision.apply(behavior.options().policy()));
        }
        return changed;
    }
}
