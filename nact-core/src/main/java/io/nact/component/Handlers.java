package io.nact.component;

import io.nact.Terminated;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of a class.
 *
 * @param messages those of the messages of its protocol, at least one
 * @param beside those of messages from elsewhere, which belong to no protocol
 * @param news the one that takes the news of watched actors, which belongs to no protocol either; null if there is none
 * @param jobs what runs without a message from anybody
 */
record Handlers(
        List<Handler> messages,
        List<Handler> beside,
        @Nullable Handler news,
        List<Job> jobs) {

    static Handlers of(Class<?> component, HandlerOptions options) {
        return HandlerFinder.find(component, options);
    }

    /** Those that an envelope may bring a message for. */
    List<Handler> sent() {
        return Stream.concat(messages.stream(), beside.stream()).toList();
    }

    /** Handlers as they are found. */
    static final class Collected {

        private final Class<?> component;

        private final List<Handler> all = new ArrayList<>();

        private final List<Handler> messages = new ArrayList<>();

        private final List<Handler> beside = new ArrayList<>();

        private @Nullable Handler news;

        private final List<Job> jobs = new ArrayList<>();

        Collected(Class<?> component) {
            this.component = component;
        }

        void add(Handler handler, boolean fromElsewhere) {
            all.add(handler);
            if (handler.messageClass() == Terminated.class) {
                news = handler;
            } else if (fromElsewhere) {
                beside.add(handler);
            } else {
                messages.add(handler);
            }
        }

        void add(Job job) {
            jobs.add(job);
        }

        Handlers all() {
            if (all.isEmpty()) {
                throw invalid("none of its methods is annotated with @Receive.", "");
            }
            new Coverage(component, all).requireOneHandlerPerType();
            if (messages.isEmpty()) {
                throw invalid(
                        news != null
                                ? "Terminated is the news of a watched actor, which nobody sends."
                                : "nobody sends it what its handlers take.",
                        ", too");
            }
            return new Handlers(List.copyOf(messages), List.copyOf(beside), news, List.copyOf(jobs));
        }

        private InvalidComponentException invalid(String why, String too) {
            return new InvalidComponentException(
                    component,
                    "Component %s handles no message: %s".formatted(component.getName(), why),
                    "Annotate a method that takes a message%s: @Receive void on(MyMessage message).".formatted(too));
        }
    }
}
