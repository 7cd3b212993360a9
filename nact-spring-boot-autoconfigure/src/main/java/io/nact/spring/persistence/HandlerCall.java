package io.nact.spring.persistence;

import io.nact.component.InvalidComponentException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call of an annotated method, on the bean's class, so that it goes through a proxy.
 *
 * @param name the method with its class, for people
 * @param handle takes the bean, the state, the message, and what is made for it, and gives the method what it asks for
 */
record HandlerCall(String name, MethodHandle handle) {

    /** Bean, state, message, decisions, context. */
    private static final MethodType CALL = MethodType.genericMethodType(5);

    private static final int DECISIONS = 3;

    private static final int CONTEXT = 4;

    /** What a parameter after the state and the message gets. */
    enum Extra {
        DECISIONS(HandlerCall.DECISIONS),
        CONTEXT(HandlerCall.CONTEXT);

        private final int place;

        Extra(int place) {
            this.place = place;
        }
    }

    /**
     * A call of a method that takes the state, the message, and these.
     *
     * @throws InvalidComponentException if it cannot be called on a bean, or not on its proxy
     */
    static HandlerCall of(Class<?> type, Method method, List<Extra> extras) {
        requireCallable(type, method);
        int[] order = new int[3 + extras.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i < 3 ? i : extras.get(i - 3).place;
        }
        return new HandlerCall(name(type, method), MethodHandles.permuteArguments(generic(method), CALL, order));
    }

    /** Sees to it that the method can be called on a bean, and on its proxy. */
    static void requireCallable(Class<?> type, Method method) {
        for (String hindrance : List.of("private", "static")) {
            if (Modifier.toString(method.getModifiers()).contains(hindrance)) {
                throw new InvalidComponentException(
                        type,
                        "Method %s is %s.".formatted(name(type, method), hindrance),
                        "Remove \"%s\" from its declaration.".formatted(hindrance));
            }
        }
    }

    static String name(Class<?> type, Method method) {
        return "%s.%s".formatted(type.getName(), method.getName());
    }

    private static MethodHandle generic(Method method) {
        try {
            method.setAccessible(true);
            MethodHandle handle = MethodHandles.lookup().unreflect(method).asFixedArity();
            return handle.asType(handle.type().generic());
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Nullable
    Object call(Object bean, Object state, Object message, @Nullable Object decisions, @Nullable Object context)
            throws Exception {
        try {
            return (@Nullable Object) handle.invokeExact(bean, state, message, decisions, context);
        } catch (Exception | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new UndeclaredThrowableException(failure);
        }
    }
}
