package io.nact.component;

import java.lang.invoke.MethodType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/** Questions to reflective types. */
final class Types {

    private Types() {}

    /** The class of the type, boxed; of a variable or wildcard the class of its first bound. */
    static Class<?> raw(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return raw(parameterized.getRawType());
        }
        if (type instanceof GenericArrayType array) {
            return raw(array.getGenericComponentType()).arrayType();
        }
        if (type instanceof TypeVariable<?> variable) {
            return raw(variable.getBounds()[0]);
        }
        if (type instanceof WildcardType wildcard) {
            return raw(wildcard.getUpperBounds()[0]);
        }
        return (Class<?>) boxed(type);
    }

    /** The type, or the class of the objects of a primitive one. */
    static Type boxed(Type type) {
        return type instanceof Class<?> named
                ? MethodType.methodType(named).wrap().returnType()
                : type;
    }

    /** Whether the type is more than a variable or wildcard, whose meaning only the compiler knew. */
    static boolean isKnown(Type type) {
        return !(type instanceof TypeVariable || type instanceof WildcardType);
    }

    /** Whether a value of the one type is one of the other, type arguments included as far as they are known. */
    static boolean isAssignable(Type target, Type source) {
        Class<?> raw = raw(target);
        if (!raw.isAssignableFrom(raw(source))) {
            return false;
        }
        return !(target instanceof ParameterizedType parameterized) || sameArguments(parameterized, raw, source);
    }

    private static boolean sameArguments(ParameterizedType target, Class<?> raw, Type source) {
        TypeResolution seen = TypeResolution.of(source);
        Type[] wanted = target.getActualTypeArguments();
        for (int i = 0; i < wanted.length; i++) {
            if (!sameArgument(wanted[i], seen.resolve(raw.getTypeParameters()[i]))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameArgument(Type wanted, Type given) {
        if (!isKnown(wanted) || !isKnown(given)) {
            return true;
        }
        return raw(wanted) == raw(given) && isAssignable(wanted, given);
    }

    /** As one writes it in a file that imports it. */
    static String name(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            String arguments = Arrays.stream(parameterized.getActualTypeArguments())
                    .map(Types::name)
                    .collect(Collectors.joining(", ", "<", ">"));
            return raw(type).getSimpleName() + arguments;
        }
        return type instanceof Class<?> named ? named.getSimpleName() : type.getTypeName();
    }

    /** {@link #name} of each. */
    static String names(Collection<? extends Type> types) {
        return types.stream().map(Types::name).collect(Collectors.joining(", "));
    }
}
