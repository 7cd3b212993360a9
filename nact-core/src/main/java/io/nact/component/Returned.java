package io.nact.component;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What a handler returns.
 *
 * @param type the type of the value, or of the stage's value
 * @param stages makes the stage of what was returned; null if it is none
 */
record Returned(Type type, @Nullable ReplyAdapter stages) {

    private static final ReplyAdapter PLAIN = new ReplyAdapter() {
        @Override
        public boolean supports(Class<?> returnType) {
            return CompletionStage.class.isAssignableFrom(returnType);
        }

        @Override
        public CompletionStage<?> toStage(Object returned) {
            return (CompletionStage<?>) returned;
        }
    };

    static Returned of(Type type, List<ReplyAdapter> adapters) {
        Class<?> raw = Types.raw(type);
        if (PLAIN.supports(raw)) {
            return new Returned(TypeResolution.of(type).firstArgument(CompletionStage.class), PLAIN);
        }
        for (ReplyAdapter adapter : adapters) {
            if (adapter.supports(raw)) {
                return new Returned(firstArgument(type), adapter);
            }
        }
        return new Returned(type, null);
    }

    private static Type firstArgument(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return parameterized.getActualTypeArguments()[0];
        }
        Type[] parameters = Types.raw(type).getTypeParameters();
        return parameters.length > 0 ? parameters[0] : Object.class;
    }

    boolean isStage() {
        return stages != null;
    }

    boolean isNothing() {
        return !isStage() && isVoid();
    }

    boolean isValue() {
        return !isStage() && !isVoid();
    }

    /** Whether there is no value in it, be it a stage or not. */
    boolean isVoid() {
        return type == void.class || type == Void.class;
    }

    @Override
    public String toString() {
        return isStage() ? "a stage of " + Types.name(type) : Types.name(type);
    }
}
