package io.nact.persistence;

import io.nact.ActorContext;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.persistence.journal.PersistenceId;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What all ways to write a persistent actor have in common.
 *
 * @param type the type of its persistence id
 * @param protocol what it takes
 * @param id what follows the type, from what the actor is
 * @param snapshots when snapshots are taken; null for never
 * @param skips which events are skipped that cannot be read or applied
 */
record PersistentOptions<M>(
        String type,
        Class<M> protocol,
        Function<? super ActorContext<M>, String> id,
        @Nullable SnapshotPolicy snapshots,
        Predicate<? super RecoveryFailedException> skips) {

    static <M> PersistentOptions<M> of(String type, Class<M> protocol) {
        // A type that is none is told at once, and not when the first actor starts.
        PersistenceId.of(type, "");
        return new PersistentOptions<>(type, protocol, PersistentOptions::nameOf, null, broken -> false);
    }

    /** A name that was made up is another actor's after a restart. */
    private static String nameOf(ActorContext<?> actor) {
        if (!actor.hasGivenName()) {
            throw new InvalidPersistentActorException(
                    "%s has no name of its own, under which its state could be found again.".formatted(actor.path()),
                    "Spawn it with a name, or give its description an id.");
        }
        return actor.name();
    }

    PersistentOptions<M> id(Function<? super ActorContext<M>, String> of) {
        return new PersistentOptions<>(type, protocol, of, snapshots, skips);
    }

    PersistentOptions<M> snapshots(SnapshotPolicy policy) {
        return new PersistentOptions<>(type, protocol, id, policy, skips);
    }

    PersistentOptions<M> skipping(Predicate<? super RecoveryFailedException> broken) {
        return new PersistentOptions<>(type, protocol, id, snapshots, broken);
    }

    /**
     * Sees to it that the actor takes this.
     *
     * @throws InvalidPersistentActorException if not
     */
    void requireTaken(Class<?> message) {
        if (!protocol.isAssignableFrom(message)) {
            throw new InvalidPersistentActorException(
                    "%s is no %s, which is what '%s' takes.".formatted(message.getName(), protocol.getName(), type),
                    "Let it implement that, or leave its handler out.");
        }
    }

    /** Actors that remember by their events. */
    <S> Behavior<M> eventSourced(Persistence persistence, Script<M, S> script) {
        return behavior(
                persistence, script, context -> new EventMemory<>(persistence, script, context, snapshots, skips));
    }

    /** Actors with such a memory. */
    <S> Behavior<M> behavior(Persistence persistence, Script<M, S> script, MemoryMaker<M, S> maker) {
        return Behaviors.incarnated(protocol, actor -> {
                    PersistenceId own = PersistenceId.of(type, id.apply(actor));
                    HeldContext<M> context = new HeldContext<>(actor, own);
                    ProcessedCommands commands =
                            new ProcessedCommands(own, persistence.storage().commands());
                    Memory<S> memory = persistence.observed(type, maker.memory(context));
                    return new PersistentIncarnation<>(script, memory, commands, context);
                })
                .type(type)
                .onCrash(new PersistentPolicy());
    }

    /** Makes the memory of one life. */
    interface MemoryMaker<M, S> {

        Memory<S> memory(HeldContext<M> context);
    }
}
