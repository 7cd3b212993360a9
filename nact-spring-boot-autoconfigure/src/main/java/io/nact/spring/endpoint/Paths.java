package io.nact.spring.endpoint;

import io.nact.ActorSystem;
import io.nact.path.ActorPath;

/** Paths as people type them: whole, or from the top of the tree on. */
final class Paths {

    private Paths() {}

    /**
     * The path that is meant.
     *
     * @throws IllegalArgumentException if it is none, which says how names are written
     */
    static ActorPath parse(ActorSystem system, String text) {
        if (text.startsWith("nact://")) {
            return ActorPath.parse(text);
        }
        String below = text.startsWith("/") ? text.substring(1) : text;
        return below.isEmpty() ? system.path() : ActorPath.parse(system.path() + "/" + below);
    }
}
