package io.nact.engine;

import io.nact.Request;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/** Which classes of messages are a {@code Request<Void>}, whose answer is that the turn has ended. */
final class VoidRequests {

    private static final ClassValue<Boolean> KNOWN = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return find(type);
        }
    };

    private VoidRequests() {}

    static boolean isVoid(Class<?> messageType) {
        return KNOWN.get(messageType);
    }

    private static boolean find(Class<?> type) {
        for (Type parent : type.getGenericInterfaces()) {
            if (parent instanceof ParameterizedType generic
                    && generic.getRawType() == Request.class
                    && generic.getActualTypeArguments()[0] == Void.class) {
                return true;
            }
            if (parent instanceof Class<?> raw && find(raw)) {
                return true;
            }
        }
        return type.getSuperclass() != null && find(type.getSuperclass());
    }
}
