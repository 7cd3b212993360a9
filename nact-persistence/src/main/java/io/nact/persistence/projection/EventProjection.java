package io.nact.persistence.projection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The description of a projection: which events it is made of, what it does with each, and what if it fails.
 *
 * <pre>{@code
 * EventProjection.named("balances")
 *     .on(Deposited.class, (event, metadata, transaction) -> …)
 *     .on(Withdrawn.class, (event, metadata, transaction) -> …)
 *     .onReset(transaction -> …)
 * }</pre>
 *
 * <p>Events come one at a time, in the order in which they were stored, those of one id in that of their numbers. Immutable;
 * each method answers a changed copy.
 */
public final class EventProjection {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,190}");

    private final String name;

    private final List<Handled<?>> handlers;

    private final Details details;

    /** What is said of it beside its handlers. Changed only before it is part of a description. */
    private static final class Details {

        private Set<String> tags = Set.of();

        private ProjectionMode mode = ProjectionMode.EXACTLY_ONCE;

        private boolean fromNow;

        private @Nullable FailurePolicy failures;

        private @Nullable ResetHandler reset;

        private @Nullable ErasureHandler erasure;

        Details copy() {
            Details copy = new Details();
            copy.tags = tags;
            copy.mode = mode;
            copy.fromNow = fromNow;
            copy.failures = failures;
            copy.reset = reset;
            copy.erasure = erasure;
            return copy;
        }
    }

    /** A handler with what it takes. */
    record Handled<E>(Class<E> type, ProjectionHandler<? super E> handler) {}

    private EventProjection(String name, List<Handled<?>> handlers, Details details) {
        this.name = name;
        this.handlers = handlers;
        this.details = details;
    }

    /**
     * A projection of this name, under which its position is kept: another name is another projection, which begins anew.
     *
     * @throws InvalidProjectionException unless the name has 1 to 190 letters, digits, dots, dashes and underscores
     */
    public static EventProjection named(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidProjectionException(
                    "'%s' is no name of a projection.".formatted(name),
                    "Give it one of 1 to 190 letters, digits, dots, dashes and underscores.");
        }
        return new EventProjection(name, List.of(), new Details());
    }

    /**
     * Handles events of this type, and of those below it that have no handler of their own; events without any are passed over.
     *
     * @throws InvalidProjectionException if the type has a handler already
     */
    public <E> EventProjection on(Class<E> type, ProjectionHandler<? super E> handler) {
        if (handlers.stream().anyMatch(handled -> handled.type() == type)) {
            throw new InvalidProjectionException(
                    "Projection '%s' has two handlers for %s.".formatted(name, type.getName()), "Make one of them.");
        }
        List<Handled<?>> more = new ArrayList<>(handlers);
        more.add(new Handled<>(type, handler));
        return new EventProjection(name, List.copyOf(more), details);
    }

    /** Takes only events that have one of these tags. */
    public EventProjection tagged(String... tags) {
        Set<String> more = new HashSet<>(details.tags);
        more.addAll(List.of(tags));
        return with(changed -> changed.tags = Set.copyOf(more));
    }

    /** Handles events in this mode, {@link ProjectionMode#EXACTLY_ONCE} unless told. */
    public EventProjection mode(ProjectionMode mode) {
        return with(changed -> changed.mode = mode);
    }

    /** Does this with what it cannot handle, rather than what holds for all projections. */
    public EventProjection onFailure(FailurePolicy failures) {
        return with(changed -> changed.failures = failures);
    }

    /** May be reset: does this, and begins anew. */
    public EventProjection onReset(ResetHandler reset) {
        return with(changed -> changed.reset = reset);
    }

    /** Does this when the data of an id have been erased, whatever tags its events had. */
    public EventProjection onErased(ErasureHandler erasure) {
        return with(changed -> changed.erasure = erasure);
    }

    /** Begins, when it is started for the first time ever, after the events that there are. */
    public EventProjection fromNow() {
        return with(changed -> changed.fromNow = true);
    }

    private EventProjection with(Consumer<Details> change) {
        Details changed = details.copy();
        change.accept(changed);
        return new EventProjection(name, handlers, changed);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    List<Handled<?>> handlers() {
        return handlers;
    }

    Set<String> tags() {
        return details.tags;
    }

    ProjectionMode mode() {
        return details.mode;
    }

    boolean isFromNow() {
        return details.fromNow;
    }

    @Nullable
    FailurePolicy failures() {
        return details.failures;
    }

    @Nullable
    ResetHandler reset() {
        return details.reset;
    }

    @Nullable
    ErasureHandler erasure() {
        return details.erasure;
    }
}
