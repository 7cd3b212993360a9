package io.nact.persistence;

import io.nact.ActorContext;
import io.nact.Incarnation;
import io.nact.persistence.ProcessedCommands.Found;
import io.nact.persistence.journal.CommandKey;
import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.PersistRejectedException;
import io.nact.persistence.journal.PersistenceException;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One life of a persistent actor. It begins with getting the state back, for which the messages wait. A message that has
 * something stored keeps its turn open until that is safe; only then the state is the next one, and what the handler sent goes
 * out. Whether a command has been processed before is looked up before its handler runs.
 *
 * <p>A write that failed leaves it open what the store has, unless the store has refused it. Whatever the actor's policy
 * decides, no message is handled before the state has been recovered again.
 */
final class PersistentIncarnation<M, S> implements Incarnation<M> {

    private final Script<M, S> script;

    private final Memory<S> memory;

    private final ProcessedCommands commands;

    private final HeldContext<M> context;

    private Doing doing = Doing.RECOVERING;

    /** Whether the state has been there; what follows that is done once in a life. */
    private boolean begun;

    /** The message that waits for the state to be recovered, or for its command to be looked up. */
    private @Nullable M waiting;

    /** The id of the command that is looked up or stored, if it has one. */
    private @Nullable CommandKey command;

    /** What is being stored. */
    private @Nullable Step<S> step;

    private enum Doing {
        /** The state comes back. */
        RECOVERING,
        /** The state is there. */
        LIVING,
        /** A command is looked up; the state is there. */
        LOOKING,
        /** Something is being stored. */
        WRITING,
        /** The state is not known to be that of the store. */
        LOST
    }

    PersistentIncarnation(Script<M, S> script, Memory<S> memory, ProcessedCommands commands, HeldContext<M> context) {
        this.script = script;
        this.memory = memory;
        this.commands = commands;
        this.context = context;
    }

    @Override
    public CompletionStage<?> prepare(ActorContext<M> actor) {
        return memory.recover();
    }

    @Override
    public @Nullable CompletionStage<?> receive(M message, ActorContext<M> actor) throws Exception {
        if (doing == Doing.LIVING) {
            return handle(message);
        }
        doing = Doing.RECOVERING;
        waiting = message;
        return memory.recover();
    }

    @Override
    public @Nullable CompletionStage<?> resumed(
            @Nullable Object value, @Nullable Throwable failure, ActorContext<M> actor) throws Exception {
        M message = waiting;
        waiting = null;
        if (doing == Doing.RECOVERING) {
            return recover(message, value, failure, actor);
        }
        if (doing == Doing.LOOKING && message != null) {
            return lookedUp(message, value, failure);
        }
        return written(failure);
    }

    private @Nullable CompletionStage<?> recover(
            @Nullable M message, @Nullable Object value, @Nullable Throwable failure, ActorContext<M> actor)
            throws Exception {
        doing = Doing.LOST;
        CompletionStage<?> next = memory.goOn(value, failure);
        if (next != null) {
            doing = Doing.RECOVERING;
            waiting = message;
            return next;
        }
        commands.forget();
        if (!begun) {
            begun = true;
            script.recovered(memory.state(), actor);
        }
        doing = Doing.LIVING;
        return message == null ? null : handle(message);
    }

    private @Nullable CompletionStage<?> handle(M message) throws Exception {
        CommandKey key = ProcessedCommands.keyOf(message);
        if (key == null) {
            return decide(message, null);
        }
        if (commands.knows(key)) {
            return handleOnce(message, key, commands.number(key));
        }
        doing = Doing.LOOKING;
        waiting = message;
        command = key;
        return commands.find(key);
    }

    private @Nullable CompletionStage<?> lookedUp(M message, @Nullable Object found, @Nullable Throwable failure)
            throws Exception {
        CommandKey key = command;
        command = null;
        doing = Doing.LIVING;
        if (failure != null) {
            throw told("whether it has processed this command before", failure);
        }
        return handleOnce(message, key, commands.found((Found) Objects.requireNonNull(found)));
    }

    private @Nullable CompletionStage<?> handleOnce(M message, @Nullable CommandKey key, @Nullable Long processed)
            throws Exception {
        return processed == null ? decide(message, key) : repeat(new Duplicate<>(message, processed));
    }

    private @Nullable CompletionStage<?> decide(M message, @Nullable CommandKey key) throws Exception {
        try {
            Step<S> decided = context.handling(() -> script.handle(memory.state(), message, context));
            CompletionStage<?> write = memory.write(decided, key);
            if (write == null) {
                carryOut(decided, null);
            } else {
                step = decided;
                command = key;
                doing = Doing.WRITING;
            }
            return write;
        } catch (Throwable failure) {
            context.drop();
            throw failure;
        }
    }

    private @Nullable CompletionStage<?> repeat(Duplicate<M> duplicate) throws Exception {
        try {
            Step<S> decided = context.handling(() -> script.repeat(memory.state(), duplicate, context));
            if (!decided.events().isEmpty()) {
                throw new IllegalStateException(
                        "%s persists something for a %s that it has processed before: onDuplicate only answers"
                                .formatted(
                                        context.path(),
                                        duplicate.command().getClass().getSimpleName()));
            }
            carryOut(decided, null);
            return null;
        } catch (Throwable failure) {
            context.drop();
            throw failure;
        }
    }

    private @Nullable CompletionStage<?> written(@Nullable Throwable failure) throws Exception {
        Step<S> decided = step;
        CommandKey processed = command;
        step = null;
        command = null;
        if (failure != null) {
            doing = failure instanceof PersistRejectedException ? Doing.LIVING : Doing.LOST;
            context.drop();
            throw told("whether its events were stored", failure);
        }
        doing = Doing.LIVING;
        if (decided != null) {
            carryOut(decided, processed);
        }
        return null;
    }

    private void carryOut(Step<S> decided, @Nullable CommandKey processed) {
        try {
            memory.written(decided);
        } finally {
            // Whatever becomes of the snapshot, the events are stored.
            if (processed != null) {
                commands.add(processed, memory.number());
            }
            context.release();
        }
        decided.afterwards().forEach(action -> action.accept(decided.next()));
    }

    /** Whatever else keeps the actor from knowing what is stored, such as the end of its turn's time. */
    private PersistenceException told(String what, Throwable failure) {
        return failure instanceof PersistenceException known
                ? known
                : new JournalUnavailableException(
                        "%s does not know %s: %s".formatted(context.path(), what, failure), failure);
    }

    @Override
    public void reset(ActorContext<M> actor) {
        memory.close();
    }

    @Override
    public void stopped(ActorContext<M> actor) {
        memory.close();
    }
}
