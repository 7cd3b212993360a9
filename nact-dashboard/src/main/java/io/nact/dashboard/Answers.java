package io.nact.dashboard;

import io.nact.ActorSystem;
import io.nact.event.DeadLetter;
import io.nact.inspect.ActorDetails;
import io.nact.inspect.ActorRow;
import io.nact.inspect.Contents;
import io.nact.inspect.Page;
import io.nact.inspect.RememberedLetter;
import io.nact.path.ActorPath;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the page asks beside the stream. Messages are shown by their types only. */
final class Answers {

    private static final int PAGE = 100;

    private static final int FOUND = 50;

    private final ActorSystem system;

    Answers(ActorSystem system) {
        this.system = system;
    }

    /** A page of the children of an actor, or of the top of the tree. */
    Optional<Page> tree(@Nullable String below, int page) {
        ActorPath parent = below == null ? system.path() : ActorPath.parse(below);
        return system.inspect().children(parent, page, PAGE);
    }

    Found search(String text) {
        List<ActorRow> found = system.inspect().search(text, FOUND + 1);
        return new Found(found.stream().limit(FOUND).toList(), found.size() > FOUND);
    }

    Optional<OneActor> actor(String path) {
        return system.inspect()
                .actor(ActorPath.parse(path))
                .map(actor -> new OneActor(System.currentTimeMillis(), actor));
    }

    Letters letters() {
        Map<DeadLetter.Reason, Long> reasons = new EnumMap<>(DeadLetter.Reason.class);
        for (DeadLetter.Reason reason : DeadLetter.Reason.values()) {
            reasons.put(reason, system.deadLetters(reason));
        }
        return new Letters(reasons, system.inspect().deadLetters(Contents.HIDDEN));
    }

    Object flow() {
        return system.inspect().flow();
    }

    /** @param more whether there are more than these */
    record Found(List<ActorRow> actors, boolean more) {}

    /** @param at when, in milliseconds since the epoch */
    record OneActor(long at, ActorDetails details) {}

    /** @param reasons how many since the start */
    record Letters(Map<DeadLetter.Reason, Long> reasons, List<RememberedLetter> recent) {}
}
