package io.nact.component;

import io.nact.ActorContext;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A method that handles one type of message.
 *
 * @param name the method with its class, for people
 * @param message what it takes
 * @param context the type of the context that it takes, or null
 * @param returned what it returns
 * @param reentrant whether the actor goes on before the returned stage ends
 * @param call the method, of type {@link #CALL}, dispatched by the instance's class so that proxies work
 */
record Handler(
        String name, Type message, @Nullable Type context, Returned returned, boolean reentrant, MethodHandle call) {

    private static final MethodType CALL =
            MethodType.methodType(Object.class, Object.class, Object.class, ActorContext.class);

    /** The method as a handle that takes instance, message and context, and answers null for void. */
    static MethodHandle bind(Method method) throws IllegalAccessException {
        MethodHandle handle = unreflected(method);
        if (method.getParameterCount() == 1) {
            handle = MethodHandles.dropArguments(handle, 2, ActorContext.class);
        }
        return handle.asType(CALL);
    }

    /** A method that takes no message, likewise. */
    static MethodHandle bindJob(Method method) throws IllegalAccessException {
        MethodHandle handle = unreflected(method);
        if (method.getParameterCount() == 0) {
            handle = MethodHandles.dropArguments(handle, 1, ActorContext.class);
        }
        return MethodHandles.dropArguments(handle, 1, Object.class).asType(CALL);
    }

    private static MethodHandle unreflected(Method method) throws IllegalAccessException {
        method.setAccessible(true);
        return MethodHandles.lookup().unreflect(method).asFixedArity();
    }

    Class<?> messageClass() {
        return Types.raw(message);
    }

    /** What a message of this class asks for: what the parameter's type says, if it says so, or else the class. */
    ReplyType asked(Class<?> messageClass) {
        ReplyType declared = ReplyType.of(message);
        return declared.isKnown() ? declared : ReplyType.of(messageClass);
    }

    /** Whether it can have taken over the duty to answer, so that the end of its turn says nothing. */
    boolean mayAnswerLater() {
        return context != null && !reentrant;
    }

    @Nullable
    Object invoke(Object instance, Object message, ActorContext<?> context) throws Exception {
        try {
            return (@Nullable Object) call.invokeExact(instance, message, (ActorContext<?>) context);
        } catch (Exception | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new UndeclaredThrowableException(failure);
        }
    }

    /** The stage of what the method returned. */
    CompletionStage<?> stage(ReplyAdapter adapter, @Nullable Object result) {
        CompletionStage<?> stage = result == null ? null : adapter.toStage(result);
        if (stage == null) {
            throw new IllegalStateException(
                    "Handler %s returned null instead of a stage; return CompletableFuture.completedFuture(null) where there is nothing to wait for"
                            .formatted(name));
        }
        return stage;
    }

    @Override
    public String toString() {
        return name;
    }
}
