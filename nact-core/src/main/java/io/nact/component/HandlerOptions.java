package io.nact.component;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How the methods of a class are to be read.
 *
 * @param adapters further types of return values that stand for a stage
 * @param beside says which handlers take messages from elsewhere, which belong to no protocol
 * @param jobs says which methods run again and again, each time as a message of its own in the actor's turn, and when. Of
 *     methods that override one another it is asked for the lowest, which may say otherwise than those above
 */
public record HandlerOptions(
        List<ReplyAdapter> adapters, Predicate<Method> beside, Function<Method, Optional<? extends JobSchedule>> jobs) {

    /** No further types, all handlers within the protocol, and no jobs. */
    public static HandlerOptions defaults() {
        return new HandlerOptions(List.of(), method -> false, method -> Optional.empty());
    }
}
