package io.nact.testkit;

import io.nact.Request;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** What requests want for a reply. */
final class ReplyTypes {

    private ReplyTypes() {}

    /** Whether a class of requests, or what it stands on, says {@code Request<Void>}. */
    static boolean isVoid(@Nullable Class<?> type) {
        if (type == null) {
            return false;
        }
        for (Type one : type.getGenericInterfaces()) {
            if (one instanceof ParameterizedType generic
                    && generic.getRawType() == Request.class
                    && generic.getActualTypeArguments()[0] == Void.class) {
                return true;
            }
        }
        for (Class<?> one : type.getInterfaces()) {
            if (isVoid(one)) {
                return true;
            }
        }
        return isVoid(type.getSuperclass());
    }
}
