package io.nact.component;

import java.lang.reflect.ParameterizedType;
import java.util.Set;

/** What each handler must keep to: the types of its context and of what it returns. */
record HandlerRules(Class<?> component, Class<?> protocol) {

    static void check(Class<?> component, Class<?> protocol, Handlers handlers) {
        HandlerRules rules = new HandlerRules(component, protocol);
        handlers.messages().forEach(rules::requireContextOfProtocol);
        handlers.messages().forEach(rules::requireAnswers);
        handlers.beside()
                .forEach(beside -> rules.requireNoAnswer(beside, "nobody asks for what comes from elsewhere."));
        handlers.jobs().forEach(job -> rules.requireContextOfProtocol(job.handler()));
        Handler news = handlers.news();
        if (news != null) {
            rules.requireNoAnswer(news, "Terminated is news that nobody asks about.");
        }
        new Coverage(component, handlers.messages()).requireOneHandlerPerMessage(protocol);
    }

    private void requireContextOfProtocol(Handler handler) {
        if (handler.context() instanceof ParameterizedType context
                && Types.isKnown(context.getActualTypeArguments()[0])
                && !protocol.isAssignableFrom(Types.raw(context.getActualTypeArguments()[0]))) {
            throw invalid(
                    "Handler %s takes %s, but the protocol of its component is %s."
                            .formatted(handler, Types.name(context), Types.name(protocol)),
                    "Take ActorContext<%s> or ActorContext<?>.".formatted(Types.name(protocol)));
        }
    }

    /** A request says itself what it asks for; behind another type there may be requests, known only if it is sealed. */
    private void requireAnswers(Handler handler) {
        boolean request = ReplyType.of(handler.message()).reply() != null;
        Class<?> declared = handler.messageClass();
        for (Class<?> message : request ? Set.of(declared) : SealedTypes.leaves(declared)) {
            ReplyType asked = handler.asked(message);
            if (Answer.of(handler, asked) == Answer.IMPOSSIBLE) {
                throw asked.reply() == null ? uselessValue(handler, message) : wrongReply(handler, message, asked);
            }
        }
    }

    private void requireNoAnswer(Handler handler, String why) {
        requireContextOfProtocol(handler);
        if (handler.returned().isValue()) {
            throw invalid(
                    "Handler %s returns %s, which nobody could receive: %s"
                            .formatted(handler, Types.name(handler.returned().type()), why),
                    "Return void, or a CompletionStage that the actor is to wait for.");
        }
    }

    private InvalidComponentException uselessValue(Handler handler, Class<?> message) {
        String value = Types.name(handler.returned().type());
        return invalid(
                "Handler %s returns %s, which nobody could receive: %s is no Request."
                        .formatted(handler, value, Types.name(message)),
                "Return void, or let %s implement Request<%s>."
                        .formatted(
                                Types.name(message),
                                Types.name(Types.boxed(handler.returned().type()))));
    }

    private InvalidComponentException wrongReply(Handler handler, Class<?> message, ReplyType asked) {
        String reply = Types.name(asked.required());
        String later = " or return void and take ActorContext<%s> to answer by context.replyTo(message)."
                .formatted(Types.name(protocol));
        return invalid(
                "Handler %s cannot answer %s, a Request<%s>: it returns %s."
                        .formatted(handler, Types.name(message), reply, handler.returned()),
                "Return %s or CompletionStage<%s>%s"
                        .formatted(asked.name(), reply, asked.isVoid() ? "." : "," + later));
    }

    private InvalidComponentException invalid(String description, String action) {
        return new InvalidComponentException(component, description, action);
    }
}
