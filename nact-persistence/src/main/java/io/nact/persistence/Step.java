package io.nact.persistence;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the handling of one message comes to.
 *
 * @param events what is to be stored before anything else; nothing if the message changes nothing that lasts
 * @param next the state once that is stored
 * @param afterwards what follows then, in order
 */
record Step<S>(List<Happened> events, S next, List<Consumer<? super S>> afterwards) {

    private static final Happened END = new Happened("$deleted", Set.of());

    /** The end of a state without a history, which goes on with this one. */
    static <S> Step<S> deleting(S next, List<Consumer<? super S>> afterwards) {
        return new Step<>(List.of(END), next, afterwards);
    }

    /** Nothing changes. */
    static <S> Step<S> none(S state) {
        return new Step<>(List.of(), state, List.of());
    }

    boolean deletes() {
        // This very one: what else is equal to it is somebody's state.
        return events.stream().anyMatch(happened -> happened == END);
    }

    /** An event, and the tags that it is stored with. */
    record Happened(Object event, Set<String> tags) {}
}
