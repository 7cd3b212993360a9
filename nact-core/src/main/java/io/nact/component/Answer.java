package io.nact.component;

import io.nact.ReplyRef;
import org.jspecify.annotations.Nullable;

/** How a message of one type is answered by a handler. */
enum Answer {
    /** By the handler's return value, or the value of its stage. */
    RESULT,
    /** By null, when the handler or its stage has ended. */
    DONE,
    /**
     * Not by the component: the message asks for nothing, or the handler may have taken the duty over by the context. If
     * it has not, the engine answers a request of nothing at the end of the turn, and reports any other.
     */
    NONE,
    /** The handler returns what nobody asked for, or cannot return what was asked for. */
    IMPOSSIBLE;

    static Answer of(Handler handler, ReplyType asked) {
        Returned returned = handler.returned();
        if (asked.reply() == null) {
            return returned.isValue() ? IMPOSSIBLE : NONE;
        }
        if (!asked.isKnown()) {
            return returned.isNothing() ? NONE : RESULT;
        }
        if (asked.isVoid()) {
            return returned.isValue() ? IMPOSSIBLE : handler.mayAnswerLater() ? NONE : DONE;
        }
        if (returned.isVoid()) {
            return handler.context() != null ? NONE : IMPOSSIBLE;
        }
        boolean fits = !Types.isKnown(returned.type()) || Types.isAssignable(asked.reply(), returned.type());
        return fits ? RESULT : IMPOSSIBLE;
    }

    /** Whether the component itself sends the reply. */
    boolean isDue() {
        return this == RESULT || this == DONE;
    }

    /** Sends the reply that is due. */
    @SuppressWarnings("NullAway") // a reply may be null, which it does not see in a type argument
    void give(ReplyRef<@Nullable Object> reply, @Nullable Object value) {
        reply.reply(this == DONE ? null : value);
    }
}
