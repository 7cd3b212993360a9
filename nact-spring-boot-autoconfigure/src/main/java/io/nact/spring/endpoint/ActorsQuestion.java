package io.nact.spring.endpoint;

import io.nact.ActorSystem;
import io.nact.inspect.Contents;
import io.nact.inspect.Inspector;
import io.nact.inspect.Ranking;
import io.nact.path.ActorPath;
import io.nact.spring.endpoint.ActorsDescription.Children;
import io.nact.spring.endpoint.ActorsDescription.Found;
import io.nact.spring.endpoint.ActorsDescription.Mistake;
import io.nact.spring.endpoint.ActorsDescription.Top;
import io.nact.spring.endpoint.ActorsDescription.Unknown;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What somebody wants to know of actors, as it was asked: each part is null if nothing was said. */
record ActorsQuestion(
        @Nullable String path,
        @Nullable String below,
        @Nullable Integer page,
        @Nullable Integer size,
        @Nullable String search,
        @Nullable String top,
        @Nullable Integer limit,
        @Nullable Boolean flow) {

    private static final int PAGE_SIZE = 100;

    private static final int LIMIT = 20;

    /** Of each order, in the overview. */
    private static final int FEW = 5;

    private static final Set<Ranking> OVERVIEW =
            Set.of(Ranking.DEPTH, Ranking.AGE, Ranking.IN_HAND, Ranking.ON_THREAD, Ranking.CRASHES);

    ActorsDescription answer(ActorSystem system, Contents contents) {
        long questions = Stream.of(path, below, search, top, flow)
                .filter(Objects::nonNull)
                .count();
        if (questions > 1) {
            return new Mistake("Ask for one of path, below, search, top and flow at a time");
        }
        try {
            return answer(system, system.inspect(), contents);
        } catch (IllegalArgumentException mistaken) {
            return new Mistake(String.valueOf(mistaken.getMessage()));
        }
    }

    private ActorsDescription answer(ActorSystem system, Inspector inspector, Contents contents) {
        if (path != null) {
            ActorPath actor = Paths.parse(system, path);
            return inspector
                    .actor(actor, contents)
                    .<ActorsDescription>map(found -> Describe.one(found, contents))
                    .orElseGet(() -> unknown(system, actor, contents));
        }
        if (below != null) {
            return children(system, Paths.parse(system, below), contents);
        }
        if (search != null) {
            return new Found(search, Describe.rows(inspector.search(search, most())));
        }
        if (top != null) {
            return top(inspector, top);
        }
        return Boolean.TRUE.equals(flow) ? Describe.flow(inspector.flow()) : overview(inspector, contents);
    }

    private ActorsDescription overview(Inspector inspector, Contents contents) {
        int few = limit == null ? FEW : limit;
        return Describe.overview(inspector.summary(OVERVIEW, few), inspector.failures(few), contents);
    }

    private ActorsDescription top(Inspector inspector, String order) {
        return Words.find(Ranking.values(), order)
                .<ActorsDescription>map(known -> new Top(Words.of(known), Describe.rows(inspector.top(known, most()))))
                .orElseGet(() -> new Mistake(
                        "'%s' is no order: top is one of %s".formatted(order, Words.list(Ranking.values()))));
    }

    private ActorsDescription children(ActorSystem system, ActorPath parent, Contents contents) {
        int number = page == null ? 0 : page;
        int most = size == null ? PAGE_SIZE : size;
        return system.inspect()
                .children(parent, number, most)
                .<ActorsDescription>map(found -> new Children(
                        parent.toString(), found.page(), found.size(), found.total(), Describe.rows(found.actors())))
                .orElseGet(() -> unknown(system, parent, contents));
    }

    private int most() {
        return limit == null ? LIMIT : limit;
    }

    /** Says what is known of an actor that does not live. */
    static Unknown unknown(ActorSystem system, ActorPath actor, Contents contents) {
        String error = actor.system().equals(system.name())
                ? "No actor lives at %s. Look for it with ?search= or, page by page, with ?below=".formatted(actor)
                : "%s is of another system: this one is %s".formatted(actor, system.path());
        return new Unknown(error, Describe.failures(system.inspect().failures(actor), contents));
    }
}
