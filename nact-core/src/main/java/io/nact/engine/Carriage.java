package io.nact.engine;

import io.nact.ContextPropagation;
import io.nact.mailbox.Envelope;
import org.jspecify.annotations.Nullable;

/** Takes along what threads carry: from whoever sends to the turn, and to what follows a reply. */
final class Carriage {

    private final @Nullable ContextPropagation propagation;

    Carriage(@Nullable ContextPropagation propagation) {
        this.propagation = propagation;
    }

    /** What this thread carries; null if that is nothing, or if nothing is taken along. */
    @Nullable
    Object capture() {
        return propagation == null ? null : propagation.capture();
    }

    /** What of it goes on with a timer that this thread starts. */
    @Nullable
    Object captureForTimer() {
        return propagation == null ? null : propagation.captureForTimer();
    }

    /** The envelope of a message that this thread tells. */
    Envelope envelope(Object message) {
        return envelope(message, capture());
    }

    /** The envelope of a message that is told by somebody who carried this. */
    static Envelope envelope(Object message, @Nullable Object context) {
        return context == null ? new Envelope(message) : new Carrying(message, context);
    }

    /** One with the same content, for a turn that goes on while the mailbox does. */
    static Envelope copy(Envelope envelope) {
        if (envelope instanceof SelfEnvelope own) {
            return new SelfEnvelope(own.message(), SelfEnvelope.deadlineOf(own), own.context());
        }
        Ask<?> ask = AskEnvelope.askOf(envelope);
        return ask == null
                ? envelope(envelope.message(), envelope.context())
                : new AskEnvelope(envelope.message(), ask);
    }

    /** Whether nothing is ever taken along. */
    boolean takesNothing() {
        return propagation == null;
    }

    /** Runs the task on this thread, carrying that and nothing else. The task runs whatever becomes of that. */
    void run(@Nullable Object context, Runnable task) {
        if (propagation == null) {
            task.run();
            return;
        }
        Begun begun = new Begun(task);
        try {
            propagation.run(context, begun);
        } finally {
            if (!begun.hasBegun) {
                task.run();
            }
        }
    }

    /** Runs the user's code likewise; answers what it threw, or what kept it from running. */
    @Nullable
    Throwable tried(@Nullable Object context, UserCode code) {
        if (propagation == null) {
            return code.tried();
        }
        Tried tried = new Tried(code);
        try {
            propagation.run(context, tried);
        } catch (Throwable broken) {
            return tried.thrown != null ? tried.thrown : broken;
        }
        return tried.thrown;
    }

    private static final class Begun implements Runnable {

        private final Runnable task;

        private boolean hasBegun;

        Begun(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            hasBegun = true;
            task.run();
        }
    }

    private static final class Tried implements Runnable {

        private final UserCode code;

        private @Nullable Throwable thrown;

        Tried(UserCode code) {
            this.code = code;
        }

        @Override
        public void run() {
            thrown = code.tried();
        }
    }
}
