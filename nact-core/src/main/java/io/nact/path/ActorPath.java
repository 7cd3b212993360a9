package io.nact.path;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The address of an actor: the name of its system and the names from the top of the tree down to it.
 *
 * <p>Any string is a legal name. {@link #name()} gives it back unchanged; {@link #toString()} writes it percent-encoded,
 * so that {@link #parse(String)} of the text is the same path.
 */
public final class ActorPath {

    private static final String SCHEME = "nact://";

    private final @Nullable ActorPath parent;

    private final String name;

    private ActorPath(@Nullable ActorPath parent, String name) {
        this.parent = parent;
        this.name = Objects.requireNonNull(name, "name");
    }

    /** The root of the system with this name. */
    public static ActorPath root(String system) {
        return new ActorPath(null, system);
    }

    /**
     * The path that {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException if the text is not a path
     */
    public static ActorPath parse(String text) {
        if (!text.startsWith(SCHEME)) {
            throw new IllegalArgumentException(
                    "'%s' is not an actor path: it does not start with %s".formatted(text, SCHEME));
        }
        ActorPath path = null;
        for (String element : text.substring(SCHEME.length()).split("/", -1)) {
            String name = PathEncoding.decode(element);
            if (!PathEncoding.encode(name).equals(element)) {
                throw new IllegalArgumentException("'%s' is not an actor path: '%s' is written %s"
                        .formatted(text, name, PathEncoding.encode(name)));
            }
            path = new ActorPath(path, name);
        }
        return Objects.requireNonNull(path);
    }

    /** The path of the child with this name. */
    public ActorPath child(String name) {
        return new ActorPath(this, name);
    }

    /** The actor's name, as it was given; for the root, the name of the system. */
    public String name() {
        return name;
    }

    /** The name of the system. */
    public String system() {
        ActorPath path = this;
        while (path.parent != null) {
            path = path.parent;
        }
        return path.name;
    }

    /** The path one step up, or nothing for the root. */
    public Optional<ActorPath> parent() {
        return Optional.ofNullable(parent);
    }

    /** The names from the top down, without the system; empty for the root. */
    public List<String> elements() {
        Deque<String> names = new ArrayDeque<>();
        for (ActorPath path = this; path.parent != null; path = path.parent) {
            names.addFirst(path.name);
        }
        return List.copyOf(names);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        ActorPath mine = this;
        ActorPath theirs = other instanceof ActorPath path ? path : null;
        while (mine != null && theirs != null) {
            if (mine == theirs) {
                return true;
            }
            if (!mine.name.equals(theirs.name)) {
                return false;
            }
            mine = mine.parent;
            theirs = theirs.parent;
        }
        return mine == theirs;
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (ActorPath path = this; path != null; path = path.parent) {
            hash = 31 * hash + path.name.hashCode();
        }
        return hash;
    }

    /** The path as {@code nact://system/a/b}, each name percent-encoded. */
    @Override
    public String toString() {
        List<String> encoded = new ArrayList<>();
        encoded.add(PathEncoding.encode(system()));
        elements().forEach(element -> encoded.add(PathEncoding.encode(element)));
        return SCHEME + String.join("/", encoded);
    }
}
