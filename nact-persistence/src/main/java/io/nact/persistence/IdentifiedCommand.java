package io.nact.persistence;

import org.jspecify.annotations.Nullable;

/**
 * A command that a persistent actor processes once, however often it comes: whoever did not hear of the outcome may send it
 * again.
 *
 * <pre>{@code
 * record Deposit(String commandId, long amount) implements AccountCommand, Request<Long>, IdentifiedCommand {}
 * }</pre>
 *
 * <p>The id is stored with what the command leads to, all or nothing; one that leads to nothing that is stored is not known
 * afterwards, and is processed again. The store remembers ids for days, as it is told, and not for ever. The handler does not
 * run for one that is known: see {@code onDuplicate} of the actor's description for what is answered then.
 */
public interface IdentifiedCommand {

    /** Any text that no other command to the same actor has, such as a UUID of the caller's; null if it has none. */
    @Nullable
    String commandId();
}
