package io.nact.engine;

import io.nact.inspect.ActorDetails;
import io.nact.inspect.ActorRow;
import io.nact.inspect.Contents;
import io.nact.inspect.Controls;
import io.nact.inspect.Failure;
import io.nact.inspect.Flow;
import io.nact.inspect.Inspector;
import io.nact.inspect.Page;
import io.nact.inspect.Ranking;
import io.nact.inspect.RememberedLetter;
import io.nact.inspect.Summary;
import io.nact.path.ActorPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Looks into one system. */
final class Inspection implements Inspector {

    private final LocalSystem system;

    private final Rates rates;

    private final SeenTurns turns;

    private final Controls byHand;

    Inspection(LocalSystem system) {
        this.system = system;
        this.rates = new Rates(system);
        this.turns = new SeenTurns(system);
        this.byHand = new ByHand(system);
    }

    @Override
    public Summary summary(Set<Ranking> orders, int limit) {
        requireWithin("limit", limit, 0);
        Rates.Reading reading = rates.begin();
        try {
            Survey survey = new Survey(system, new Look(system, turns, reading), orders, limit);
            Walk.below(system.root(), survey::add);
            return survey.summary();
        } finally {
            reading.end();
        }
    }

    @Override
    public List<ActorRow> top(Ranking order, int limit) {
        return summary(Set.of(order), limit).top().getOrDefault(order, List.of());
    }

    @Override
    public Optional<Page> children(ActorPath path, int page, int size) {
        requireWithin("size", size, 1);
        if (page < 0) {
            throw new IllegalArgumentException("Pages are counted from 0, so that there is no page " + page);
        }
        Cell<?> parent = Directory.cell(system.root(), path);
        if (parent == null) {
            return Optional.empty();
        }
        Look look = look();
        List<ActorRow> rows =
                Siblings.page(parent, page, size).stream().map(look::row).toList();
        return Optional.of(new Page(rows, page, size, Siblings.count(parent)));
    }

    @Override
    public List<ActorRow> search(String text, int limit) {
        requireWithin("limit", limit, 0);
        String sought = text.toLowerCase(Locale.ROOT);
        List<Cell<?>> found = new ArrayList<>();
        Walk.below(system.root(), actor -> {
            if (found.size() < limit
                    && (contains(actor.name(), sought) || contains(actor.stats().type(), sought))) {
                found.add(actor);
            }
            return found.size() < limit;
        });
        Look look = look();
        return found.stream().map(look::row).toList();
    }

    private static boolean contains(String text, String sought) {
        return text.toLowerCase(Locale.ROOT).contains(sought);
    }

    @Override
    public Optional<ActorDetails> actor(ActorPath path, Contents contents) {
        Cell<?> actor = Directory.cell(system.root(), path);
        return actor == null ? Optional.empty() : Optional.of(new Detail(look(), actor, contents).all());
    }

    @Override
    public List<Failure> failures(int limit) {
        requireWithin("limit", limit, 0);
        return system.failures().latest(limit);
    }

    @Override
    public List<Failure> failures(ActorPath path) {
        return system.failures().of(path);
    }

    @Override
    public List<RememberedLetter> deadLetters(Contents contents) {
        return system.deadLetters().remembered(contents);
    }

    @Override
    public Flow flow() {
        return system.onlookers().flow();
    }

    @Override
    public Controls controls() {
        return byHand;
    }

    private Look look() {
        return new Look(system, turns, rates.read());
    }

    private static void requireWithin(String what, int value, int least) {
        if (value < least || value > MOST) {
            throw new IllegalArgumentException(
                    "The %s must be from %d to %d, not %d".formatted(what, least, MOST, value));
        }
    }
}
