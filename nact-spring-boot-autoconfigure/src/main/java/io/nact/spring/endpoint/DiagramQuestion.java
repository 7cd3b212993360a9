package io.nact.spring.endpoint;

import io.nact.ActorSystem;
import io.nact.inspect.Contents;
import io.nact.path.ActorPath;
import io.nact.spring.endpoint.ActorsDescription.Mistake;
import org.jspecify.annotations.Nullable;

/** Which diagram somebody wants, as it was asked. */
record DiagramQuestion(
        String format, @Nullable String below, @Nullable Boolean flow) {

    /** The text of the diagram, or an {@link ActorsDescription} that says why there is none. */
    Object answer(ActorSystem system) {
        DiagramFormat wanted = Words.find(DiagramFormat.values(), format).orElse(null);
        if (wanted == null) {
            return new Mistake(
                    "'%s' is no format: it is one of %s".formatted(format, Words.list(DiagramFormat.values())));
        }
        if (Boolean.TRUE.equals(flow)) {
            return wanted.write(Diagram.of(system.inspect().flow()));
        }
        ActorPath top;
        try {
            top = below == null ? system.path() : Paths.parse(system, below);
        } catch (IllegalArgumentException mistaken) {
            return new Mistake(String.valueOf(mistaken.getMessage()));
        }
        Diagram tree = Diagram.ofTree(system.inspect(), top);
        return tree == null ? ActorsQuestion.unknown(system, top, Contents.HIDDEN) : wanted.write(tree);
    }
}
