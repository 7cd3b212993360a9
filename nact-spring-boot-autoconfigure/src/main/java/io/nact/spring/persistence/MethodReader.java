package io.nact.spring.persistence;

import io.nact.ActorContext;
import io.nact.Request;
import io.nact.component.InvalidComponentException;
import io.nact.persistence.Decision;
import io.nact.persistence.Decisions;
import io.nact.spring.ApplyEvent;
import io.nact.spring.HandleCommand;
import io.nact.spring.persistence.CommandMethod.Returns;
import io.nact.spring.persistence.HandlerCall.Extra;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/**
 * Reads the annotated methods of a class, whose form must be one of those allowed.
 *
 * @param state what the entities keep
 */
record MethodReader(Class<?> type, Class<?> state) {

    List<CommandMethod> commands() {
        return methods(HandleCommand.class).stream().map(this::command).toList();
    }

    List<EventMethod> events() {
        return methods(ApplyEvent.class).stream().map(this::event).toList();
    }

    private List<Method> methods(Class<? extends Annotation> annotation) {
        return MethodIntrospector.selectMethods(
                        type, (Method method) -> AnnotatedElementUtils.hasAnnotation(method, annotation))
                .stream()
                .toList();
    }

    private CommandMethod command(Method method) {
        requireStateFirst(method, "the command, and after these, if it likes, Decisions and ActorContext");
        Class<?> command = parameter(method, 1).toClass();
        List<Extra> extras = new ArrayList<>();
        for (int i = 2; i < method.getParameterCount(); i++) {
            extras.add(extra(method, i));
        }
        HandlerCall call = HandlerCall.of(type, method, extras);
        ResolvableType returned = ResolvableType.forMethodReturnType(method, type);
        ResolvableType reply = reply(command);
        Returns returns = returns(method, command, returned, reply);
        return new CommandMethod(method, command, call, returns, decidedOn(method, returned, returns));
    }

    private Extra extra(Method method, int index) {
        Class<?> wanted = parameter(method, index).toClass();
        if (wanted == Decisions.class) {
            return Extra.DECISIONS;
        }
        if (wanted == ActorContext.class) {
            return Extra.CONTEXT;
        }
        throw invalid(
                "Handler %s takes %s, which nobody could give it.".formatted(name(method), wanted.getSimpleName()),
                "Take the state and the command, and after these Decisions and ActorContext; what else is needed belongs into the constructor.");
    }

    /** What whoever sends the command waits for; null if that is nothing, or only its end. */
    private static @Nullable ResolvableType reply(Class<?> command) {
        if (!Request.class.isAssignableFrom(command)) {
            return null;
        }
        ResolvableType reply =
                ResolvableType.forClass(command).as(Request.class).getGeneric(0);
        return reply.resolve() == Void.class ? null : reply;
    }

    private Returns returns(Method method, Class<?> command, ResolvableType returned, @Nullable ResolvableType reply) {
        Class<?> value = returned.toClass();
        if (CompletionStage.class.isAssignableFrom(value) || value.getName().equals("reactor.core.publisher.Mono")) {
            throw invalid(
                    "Handler %s returns %s: a decision cannot wait.".formatted(name(method), value.getSimpleName()),
                    "Ask first, in decide.none().thenRun(…), and send the entity the answer as a command: context.pipeToSelf(…).");
        }
        if (value == Decision.class) {
            requireReply(method, command, returned.getGeneric(2), reply);
            return Returns.DECISION;
        }
        if (reply != null) {
            requireReply(method, command, boxed(returned), reply);
            return Returns.REPLY;
        }
        return value == void.class ? Returns.NOTHING : Returns.EVENTS;
    }

    private void requireReply(Method method, Class<?> command, ResolvableType given, @Nullable ResolvableType reply) {
        if (reply == null || reply.resolve() == null || given.resolve() == null) {
            return;
        }
        if (!reply.toClass().isAssignableFrom(given.toClass())) {
            throw invalid(
                    "Handler %s cannot answer %s, a Request<%s>: what it returns brings %s."
                            .formatted(name(method), command.getSimpleName(), reply, given),
                    "Return %s, or a Decision<…, …, %s>, which can store events too."
                            .formatted(
                                    reply.toClass().getSimpleName(),
                                    reply.toClass().getSimpleName()));
        }
    }

    private static ResolvableType boxed(ResolvableType type) {
        return ResolvableType.forClass(ClassUtils.resolvePrimitiveIfNecessary(type.toClass()));
    }

    /** The events that the method is seen to decide on, by its own types. */
    private List<Class<?>> decidedOn(Method method, ResolvableType returned, Returns returns) {
        List<ResolvableType> seen = new ArrayList<>();
        if (returns == Returns.DECISION) {
            seen.add(returned.getGeneric(1));
        } else if (returns == Returns.EVENTS) {
            seen.add(unwrapped(returned));
        }
        for (int i = 2; i < method.getParameterCount(); i++) {
            if (parameter(method, i).toClass() == Decisions.class) {
                seen.add(parameter(method, i).getGeneric(2));
            }
        }
        return seen.stream()
                .<Class<?>>map(ResolvableType::resolve)
                .filter(found -> found != null && found != Object.class)
                .toList();
    }

    private static ResolvableType unwrapped(ResolvableType returned) {
        if (Collection.class.isAssignableFrom(returned.toClass())) {
            return returned.asCollection().getGeneric(0);
        }
        return returned.toClass() == Optional.class ? returned.getGeneric(0) : returned;
    }

    private EventMethod event(Method method) {
        requireStateFirst(method, "the event");
        if (method.getParameterCount() != 2) {
            throw invalid(
                    "Handler %s takes more than the state and the event.".formatted(name(method)),
                    "Take these two only: in a recovery there is nothing else.");
        }
        Class<?> next = ResolvableType.forMethodReturnType(method, type).toClass();
        if (!state.isAssignableFrom(next)) {
            throw invalid(
                    "Handler %s returns %s, and not the state after the event."
                            .formatted(name(method), next.getSimpleName()),
                    "Return %s.".formatted(state.getSimpleName()));
        }
        ApplyEvent annotation = AnnotatedElementUtils.findMergedAnnotation(method, ApplyEvent.class);
        return new EventMethod(
                method,
                parameter(method, 1).toClass(),
                HandlerCall.of(type, method, List.of()),
                annotation == null ? Set.of() : Set.of(annotation.tags()));
    }

    private void requireStateFirst(Method method, String then) {
        if (method.getParameterCount() < 2 || !parameter(method, 0).toClass().isAssignableFrom(state)) {
            throw invalid(
                    "Handler %s does not take the state, which is of type %s, before anything else."
                            .formatted(name(method), state.getSimpleName()),
                    "Take %s, then %s.".formatted(state.getSimpleName(), then));
        }
    }

    private ResolvableType parameter(Method method, int index) {
        return ResolvableType.forMethodParameter(method, index, type);
    }

    private String name(Method method) {
        return HandlerCall.name(type, method);
    }

    private InvalidComponentException invalid(String description, String action) {
        return new InvalidComponentException(type, description, action);
    }
}
