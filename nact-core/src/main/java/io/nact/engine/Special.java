package io.nact.engine;

import io.nact.ActorContext;
import io.nact.Behavior;
import io.nact.Incarnation;
import io.nact.Terminated;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What stands in an envelope in the place of a message, and becomes one, or something else to do, only in the turn. */
sealed interface Special {

    /** Handles it. */
    <M> @Nullable CompletionStage<?> receive(Incarnation<M> incarnation, Turn<M> turn) throws Exception;

    /** The content of an envelope as its sender, or the user, knows it. */
    static Object content(Object message) {
        if (message instanceof Adapted adapted) {
            return adapted.message();
        }
        return message instanceof News news ? news.terminated() : message;
    }

    /** A message of another type, with the function that makes one of the actor's. */
    record Adapted(Object message, Function<Object, ?> adapter) implements Special {

        @Override
        @SuppressWarnings("unchecked") // the adapter is the actor's own
        public <M> @Nullable CompletionStage<?> receive(Incarnation<M> incarnation, Turn<M> turn) throws Exception {
            M own = (M) Objects.requireNonNull(adapter.apply(message), "The adapted message");
            if (!turn.cell.takes(own)) {
                turn.unhandled();
                return null;
            }
            turn.makes(own);
            return incarnation.receive(own, turn);
        }
    }

    /** Stands for what comes before the first message of a life; no mailbox ever has it. */
    record Preparation() implements Special {

        @Override
        public <M> @Nullable CompletionStage<?> receive(Incarnation<M> incarnation, Turn<M> turn) {
            throw new IllegalStateException("%s has been prepared".formatted(turn.path()));
        }
    }

    /** A watched actor has ended. */
    record News(Terminated terminated) implements Special {

        @Override
        @SuppressWarnings("unchecked") // the handler is of the behaviour
        public <M> @Nullable CompletionStage<?> receive(Incarnation<M> incarnation, Turn<M> turn) throws Exception {
            Behavior.TerminatedHandler<M> handler = (Behavior.TerminatedHandler<M>)
                    turn.cell.behavior().options().onTerminated();
            if (handler == null) {
                return incarnation.terminated(terminated, (ActorContext<M>) turn);
            }
            handler.handle(terminated, turn);
            return null;
        }
    }
}
