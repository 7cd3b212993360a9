package io.nact.persistence;

import io.nact.persistence.journal.CommandKey;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Where one actor's state comes from and where it goes. Only the actor's turns touch it. */
interface Memory<S> {

    /** Begins to get the state back, from nothing; what the stage brings goes to {@link #goOn}. */
    CompletionStage<?> recover();

    /**
     * Goes on getting the state back. Null once it is there.
     *
     * @throws RecoveryFailedException if it cannot be had
     */
    @Nullable
    CompletionStage<?> goOn(@Nullable Object value, @Nullable Throwable failure) throws Exception;

    /** The state as it is stored; once it has been recovered. */
    S state();

    /** The number of the last event, or of the state itself. */
    long number();

    /**
     * Stores what the step brings, and the command that it comes of; null if that is nothing.
     *
     * @throws io.nact.persistence.journal.PersistenceException if it cannot be written down; nothing has been stored then
     */
    @Nullable
    CompletionStage<?> write(Step<S> step, @Nullable CommandKey command);

    /** The step counts: what it brings, if that is anything, is stored. */
    void written(Step<S> step);

    /** The life ends. */
    void close();
}
