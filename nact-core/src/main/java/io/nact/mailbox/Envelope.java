package io.nact.mailbox;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way, and its link in a mailbox: 24 bytes for a plain one. An envelope is queued at most once, whether
 * or not a mailbox refused it before.
 */
public class Envelope {

    static final VarHandle NEXT;

    static final VarHandle NUMBER;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            NEXT = lookup.findVarHandle(Envelope.class, "next", Envelope.class);
            NUMBER = lookup.findVarHandle(Envelope.class, "number", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** By NEXT in a queue without a lock. */
    @Nullable
    Envelope next;

    private @Nullable Object message;

    /** How many envelopes were queued up to this one, wrapping around; 0 for none yet. By NUMBER in a queue without a lock. */
    int number;

    public Envelope(Object message) {
        this.message = message;
    }

    /** For what says something about a queue and is no message. */
    Envelope() {}

    /** The message; only for the sender until it is queued, and for the mailbox's owner after {@link Mailbox#poll()}. */
    public Object message() {
        Object content = message;
        if (content == null) {
            throw new IllegalStateException("This envelope has been emptied");
        }
        return content;
    }

    /**
     * The number that the mailbox gave it: one more than that of the envelope queued before it, from any number on,
     * wrapping around; 0 for what came past the mailbox. Any thread may read it once the envelope has been queued.
     */
    public int number() {
        return number;
    }

    /** The number that follows: one more, but never 0. */
    static int numberAfter(int number) {
        return number == -1 ? 1 : number + 1;
    }

    /** How many have been numbered after the one up to the other, less than 2^31. */
    static int distance(int number, int other) {
        return number < 0 && other > 0 ? other - number - 1 : other - number;
    }

    /** The message, or null once {@link #clear()} has been called. Any thread may look once the owner has been lost. */
    public @Nullable Object content() {
        return message;
    }

    /** What the sender's thread carried beside the message; null for nothing. */
    public @Nullable Object context() {
        return null;
    }

    /** Whether {@link #clear()} has not been called. */
    public boolean isFilled() {
        return message != null;
    }

    /** Puts another message in, before the envelope is queued. */
    public void replace(Object other) {
        message = other;
    }

    /** Lets go of the message. The owner calls it at the end of the turn, for the mailbox keeps its last envelope. */
    public void clear() {
        message = null;
    }
}
