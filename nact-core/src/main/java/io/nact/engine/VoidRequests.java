package io.nact.engine;

import io.nact.Request;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Which classes of messages are a {@code Request<Void>}, whose answer is that the turn has ended. */
final class VoidRequests {

    private static final ClassValue<Boolean> KNOWN = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return find(type, Map.of());
        }
    };

    private VoidRequests() {}

    static boolean isVoid(Class<?> messageType) {
        return KNOWN.get(messageType);
    }

    /** Follows the type's parents up to {@link Request}, with what is known about their type variables. */
    private static boolean find(Type type, Map<TypeVariable<?>, Type> known) {
        Class<?> raw = raw(type);
        Map<TypeVariable<?>, Type> arguments = arguments(type, known);
        if (raw == Request.class) {
            return arguments.get(Request.class.getTypeParameters()[0]) == Void.class;
        }
        return Stream.concat(Stream.of(raw.getGenericInterfaces()), Stream.ofNullable(raw.getGenericSuperclass()))
                .anyMatch(parent -> Request.class.isAssignableFrom(raw(parent)) && find(parent, arguments));
    }

    private static Map<TypeVariable<?>, Type> arguments(Type type, Map<TypeVariable<?>, Type> known) {
        Map<TypeVariable<?>, Type> arguments = new HashMap<>();
        if (type instanceof ParameterizedType parameterized) {
            TypeVariable<?>[] variables = raw(type).getTypeParameters();
            for (int i = 0; i < variables.length; i++) {
                Type argument = parameterized.getActualTypeArguments()[i];
                arguments.put(variables[i], known.getOrDefault(argument, argument));
            }
        }
        return arguments;
    }

    private static Class<?> raw(Type type) {
        return (Class<?>) (type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type);
    }
}
