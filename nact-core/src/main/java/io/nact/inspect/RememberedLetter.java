package io.nact.inspect;

import io.nact.event.DeadLetter.Reason;
import io.nact.path.ActorPath;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter that the system still remembers.
 *
 * @param id by which it can be {@linkplain Controls#resend sent again}; later ones have greater ones
 * @param at when it became one
 * @param receiver the actor it was sent to
 * @param reason why it was not handled
 * @param type the simple name of the message's class
 * @param content the message as text; null unless {@linkplain Contents#SHOWN asked for}
 */
public record RememberedLetter(
        long id,
        Instant at,
        ActorPath receiver,
        Reason reason,
        String type,
        @Nullable String content) {}
