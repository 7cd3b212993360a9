package io.nact.persistence;

import io.nact.ActorContext;
import io.nact.Incarnation;
import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.PersistenceException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One life of a persistent actor. It begins with getting the state back, for which the messages wait. A message that has
 * something stored keeps its turn open until that is safe; only then the state is the next one, and what the handler sent goes
 * out.
 *
 * <p>A write that failed leaves it open what the store has. Whatever the actor's policy decides, no message is handled before
 * the state has been recovered again.
 */
final class PersistentIncarnation<M, S> implements Incarnation<M> {

    private final Script<M, S> script;

    private final Memory<S> memory;

    private final HeldContext<M> context;

    private Doing doing = Doing.RECOVERING;

    /** The message that waits for the state to be recovered. */
    private @Nullable M waiting;

    /** What is being stored. */
    private @Nullable Step<S> step;

    private enum Doing {
        /** The state comes back. */
        RECOVERING,
        /** The state is there. */
        LIVING,
        /** Something is being stored. */
        WRITING,
        /** The state is not known to be that of the store. */
        LOST
    }

    PersistentIncarnation(Script<M, S> script, Memory<S> memory, HeldContext<M> context) {
        this.script = script;
        this.memory = memory;
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
        return doing == Doing.RECOVERING ? recover(value, failure, actor) : written(failure);
    }

    private @Nullable CompletionStage<?> recover(
            @Nullable Object value, @Nullable Throwable failure, ActorContext<M> actor) throws Exception {
        M message = waiting;
        doing = Doing.LOST;
        waiting = null;
        CompletionStage<?> next = memory.goOn(value, failure);
        if (next != null) {
            doing = Doing.RECOVERING;
            waiting = message;
            return next;
        }
        script.recovered(memory.state(), actor);
        doing = Doing.LIVING;
        return message == null ? null : handle(message);
    }

    private @Nullable CompletionStage<?> handle(M message) throws Exception {
        try {
            Step<S> decided = context.handling(() -> script.handle(memory.state(), message, context));
            CompletionStage<?> write = memory.write(decided);
            if (write == null) {
                carryOut(decided);
            } else {
                step = decided;
                doing = Doing.WRITING;
            }
            return write;
        } catch (Throwable failure) {
            context.drop();
            throw failure;
        }
    }

    private @Nullable CompletionStage<?> written(@Nullable Throwable failure) throws Exception {
        Step<S> decided = step;
        step = null;
        if (failure != null) {
            doing = Doing.LOST;
            context.drop();
            throw told(failure);
        }
        doing = Doing.LIVING;
        if (decided != null) {
            carryOut(decided);
        }
        return null;
    }

    private void carryOut(Step<S> decided) {
        memory.written(decided);
        context.release();
        decided.afterwards().forEach(action -> action.accept(decided.next()));
    }

    /** Whatever else keeps the actor from knowing what is stored, such as the end of its turn's time. */
    private PersistenceException told(Throwable failure) {
        return failure instanceof PersistenceException known
                ? known
                : new JournalUnavailableException(
                        "%s does not know whether its events were stored: %s".formatted(context.path(), failure),
                        failure);
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
