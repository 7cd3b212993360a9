package io.nact.component;

import io.nact.Terminated;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of a class.
 *
 * @param messages those of the messages of its protocol, at least one
 * @param news the one that takes the news of watched actors, which belongs to no protocol; null if there is none
 */
record Handlers(List<Handler> messages, @Nullable Handler news) {

    static Handlers of(Class<?> component, List<ReplyAdapter> adapters) {
        List<Handler> all = HandlerFinder.find(component, adapters);
        new Coverage(component, all).requireOneHandlerPerType();
        List<Handler> messages =
                all.stream().filter(handler -> !takesNews(handler)).toList();
        if (messages.isEmpty()) {
            throw new InvalidComponentException(
                    component,
                    "Component %s handles no message: Terminated is the news of a watched actor, which nobody sends."
                            .formatted(component.getName()),
                    "Annotate a method that takes a message, too: @Receive void on(MyMessage message).");
        }
        return new Handlers(
                messages, all.stream().filter(Handlers::takesNews).findFirst().orElse(null));
    }

    private static boolean takesNews(Handler handler) {
        return handler.messageClass() == Terminated.class;
    }
}
