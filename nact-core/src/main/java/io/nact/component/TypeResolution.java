package io.nact.component;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the type variables of a type's supertypes stand for, as seen from that type. */
final class TypeResolution {

    private final Map<TypeVariable<?>, Type> arguments = new HashMap<>();

    private TypeResolution() {}

    static TypeResolution of(Type type) {
        TypeResolution resolution = new TypeResolution();
        resolution.visit(type);
        return resolution;
    }

    /** The type with every known variable replaced; an unknown one stays as it is. */
    Type resolve(Type type) {
        if (type instanceof TypeVariable<?> variable) {
            return arguments.getOrDefault(variable, variable);
        }
        if (type instanceof ParameterizedType parameterized) {
            return new Resolved(
                    parameterized.getOwnerType(),
                    Types.raw(parameterized),
                    Arrays.stream(parameterized.getActualTypeArguments())
                            .map(this::resolve)
                            .toList());
        }
        if (type instanceof GenericArrayType array) {
            return Types.raw(resolve(array.getGenericComponentType())).arrayType();
        }
        return type;
    }

    /** What the first type parameter of a supertype stands for. */
    Type firstArgument(Class<?> supertype) {
        return resolve(supertype.getTypeParameters()[0]);
    }

    /** Binds the variables from the type upwards, so that each argument is in known terms already. */
    private void visit(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            bind(parameterized);
        }
        Class<?> raw = Types.raw(type);
        for (Type implemented : raw.getGenericInterfaces()) {
            visit(implemented);
        }
        Type superclass = raw.getGenericSuperclass();
        if (superclass != null) {
            visit(superclass);
        }
    }

    private void bind(ParameterizedType type) {
        if (type.getOwnerType() instanceof ParameterizedType owner) {
            bind(owner);
        }
        TypeVariable<?>[] variables = Types.raw(type).getTypeParameters();
        Type[] values = type.getActualTypeArguments();
        for (int i = 0; i < variables.length; i++) {
            arguments.putIfAbsent(variables[i], resolve(values[i]));
        }
    }

    private record Resolved(@Nullable Type owner, Class<?> raw, List<Type> arguments) implements ParameterizedType {

        @Override
        public Type[] getActualTypeArguments() {
            return arguments.toArray(Type[]::new);
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public @Nullable Type getOwnerType() {
            return owner;
        }
    }
}
