package io.nact.component;

import io.nact.ActorContext;
import io.nact.Receive;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;

/** Makes a handler of a method whose form is allowed. */
record HandlerReader(Class<?> component, TypeResolution types, List<ReplyAdapter> adapters) {

    Handler read(Method method, Receive receive) {
        List<Type> parameters = Arrays.stream(method.getGenericParameterTypes())
                .map(types::resolve)
                .toList();
        String name = "%s.%s(%s)".formatted(component.getName(), method.getName(), Types.names(parameters));
        requireCallable(name, method);
        requireForm(name, method, parameters);
        Returned returned = Returned.of(types.resolve(method.getGenericReturnType()), adapters);
        requireStageIfReentrant(name, receive, returned);
        return handler(name, method, parameters, returned, receive.reentrant());
    }

    /** A method that runs as a job: it takes nothing but the context, and returns nothing but a stage. */
    Handler readJob(Method method) {
        String name = "%s.%s".formatted(component.getName(), method.getName());
        requireCallable(name, method);
        Type[] parameters = method.getGenericParameterTypes();
        if (parameters.length > 1 || parameters.length == 1 && !isContext(types.resolve(parameters[0]))) {
            throw invalid(
                    "Method %s runs without a message, but takes parameters.".formatted(name),
                    "Write %1$s() or %1$s(ActorContext<?> context).".formatted(method.getName()));
        }
        Returned returned = Returned.of(types.resolve(method.getGenericReturnType()), adapters);
        if (returned.isValue()) {
            throw invalid(
                    "Method %s returns %s, which nobody could receive: it runs without being asked."
                            .formatted(name, Types.name(returned.type())),
                    "Return void, or a CompletionStage that the actor is to wait for.");
        }
        try {
            Type context = parameters.length == 0 ? null : types.resolve(parameters[0]);
            return new Handler(name, Job.class, context, returned, false, Handler.bindJob(method));
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Handler handler(String name, Method method, List<Type> parameters, Returned returned, boolean reentrant) {
        Type context = parameters.size() > 1 ? parameters.get(1) : null;
        try {
            return new Handler(name, parameters.get(0), context, returned, reentrant, Handler.bind(method));
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void requireCallable(String name, Method method) {
        for (String hindrance : List.of("private", "static")) {
            if (Modifier.toString(method.getModifiers()).contains(hindrance)) {
                throw invalid(
                        "Handler %s is %s.".formatted(name, hindrance),
                        "Remove \"%s\" from its declaration.".formatted(hindrance));
            }
        }
    }

    private void requireForm(String name, Method method, List<Type> parameters) {
        boolean message = !parameters.isEmpty() && !isContext(parameters.get(0));
        boolean context = parameters.size() == 2 && isContext(parameters.get(1));
        if (message && (parameters.size() == 1 || context)) {
            return;
        }
        String type = parameters.stream()
                .filter(parameter -> !isContext(parameter))
                .findFirst()
                .map(Types::name)
                .orElse("MyMessage");
        throw invalid(
                "Handler %s does not take a message, or a message and then the context.".formatted(name),
                "Write %2$s(%1$s message) or %2$s(%1$s message, ActorContext<?> context)."
                        .formatted(type, method.getName()));
    }

    private static boolean isContext(Type parameter) {
        return Types.raw(parameter) == ActorContext.class;
    }

    private void requireStageIfReentrant(String name, Receive receive, Returned returned) {
        if (receive.reentrant() && !returned.isStage()) {
            String value = returned.isVoid() ? "Void" : Types.name(Types.boxed(returned.type()));
            throw invalid(
                    "Handler %s is reentrant, but returns no stage that could end later.".formatted(name),
                    "Return CompletionStage<%s>, or remove \"reentrant = true\".".formatted(value));
        }
    }

    private InvalidComponentException invalid(String description, String action) {
        return new InvalidComponentException(component, description, action);
    }
}
