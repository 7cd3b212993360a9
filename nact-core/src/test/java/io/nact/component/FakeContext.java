package io.nact.component;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.Incarnation;
import io.nact.ReplyRef;
import io.nact.Request;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The side of the engine that a component's incarnation sees: one actor, its message in hand and its answers. */
final class FakeContext {

    /** Values and exceptions that requests were answered with, in order. */
    final List<Object> answers = new ArrayList<>();

    final ActorContext<Object> context = proxy();

    /** Messages that the component has said it does not take. */
    final List<Object> unhandled = new ArrayList<>();

    private Object inHand = "";

    private boolean awaited = true;

    /** From now on nobody waits for an answer. */
    FakeContext told() {
        awaited = false;
        return this;
    }

    Incarnation<Object> start(Class<?> component) throws Exception {
        return start(Component.of(component), new Made(component));
    }

    @SuppressWarnings("unchecked")
    Incarnation<Object> start(Component<?> component, Component.Instances instances) throws Exception {
        return ((Component<Object>) component).behavior(instances).start(context);
    }

    CompletionStage<?> receive(Incarnation<Object> incarnation, Object message) throws Exception {
        inHand = message;
        return incarnation.receive(message, context);
    }

    @SuppressWarnings("unchecked")
    private ActorContext<Object> proxy() {
        return (ActorContext<Object>) Proxy.newProxyInstance(
                ActorContext.class.getClassLoader(),
                new Class<?>[] {ActorContext.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "replyTo" -> replyTo((Request<?>) arguments[0]);
                    case "self" -> ActorRef.nobody();
                    case "unhandled" -> unhandled.add(inHand) ? null : null;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private ReplyRef<Object> replyTo(Request<?> request) {
        if (request != inHand) {
            throw new IllegalStateException(request + " is not the message in hand");
        }
        return new ReplyRef<>() {
            @Override
            public void reply(Object value) {
                answers.add(value == null ? "null" : value);
            }

            @Override
            public void fail(Throwable cause) {
                answers.add(cause);
            }

            @Override
            public boolean isAwaited() {
                return awaited;
            }
        };
    }

    /** Instances by the constructor without parameters. */
    record Made(Class<?> type) implements Component.Instances {

        @Override
        public Object create(ActorContext<?> context) throws Exception {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        }
    }
}
