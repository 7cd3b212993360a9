package io.nact.component;

import io.nact.Request;
import java.lang.reflect.Type;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a type of message asks for.
 *
 * @param reply the R of {@code Request<R>}; null for a message that is no request
 */
record ReplyType(@Nullable Type reply) {

    static ReplyType of(Type message) {
        boolean request = Request.class.isAssignableFrom(Types.raw(message));
        return new ReplyType(request ? TypeResolution.of(message).firstArgument(Request.class) : null);
    }

    /** Whether it is a request whose R could be found out. */
    boolean isKnown() {
        return reply != null && Types.isKnown(reply);
    }

    /** Whether the asker only wants to know that the message has been handled. */
    boolean isVoid() {
        return reply == Void.class;
    }

    /** The type of the reply to what is known to be a request. */
    Type required() {
        return Objects.requireNonNull(reply);
    }

    /** The type as one writes it as a method's return type. */
    String name() {
        if (reply == null || isVoid()) {
            return "void";
        }
        return isKnown() ? Types.name(reply) : "Object";
    }
}
