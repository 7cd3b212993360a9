package io.nact.engine;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.ActorSystem;
import io.nact.Behavior;
import io.nact.HeldSends;
import io.nact.Timers;
import io.nact.event.DeadLetter.Reason;
import io.nact.path.ActorPath;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an actor's behaviour sees of its actor, whichever message is in hand. */
abstract class Context<M> implements ActorContext<M> {

    /** The actor. */
    final Cell<M> cell;

    Context(Cell<M> cell) {
        this.cell = cell;
    }

    @Override
    public ActorRef<M> self() {
        return cell;
    }

    @Override
    public ActorRef<?> parent() {
        return Objects.requireNonNullElse(cell.parent(), cell);
    }

    @Override
    public Map<String, ActorRef<?>> children() {
        Map<String, ActorRef<?>> children = new LinkedHashMap<>();
        cell.childrenNow().stream()
                .sorted(Comparator.comparingInt(Cell::place))
                .forEach(child -> children.put(child.name(), child));
        return children;
    }

    @Override
    public Optional<ActorRef<?>> child(String name) {
        return Optional.ofNullable(cell.children().find(name));
    }

    @Override
    @SuppressWarnings("unchecked") // the caller says what the child takes
    public <C> ActorRef<C> child(String name, Supplier<Behavior<C>> ifAbsent) {
        Cell<?> child = cell.children().findOrSpawn(name, ifAbsent);
        if (child == null) {
            throw new ActorStoppedException(
                    "%s is stopping or being reset and spawns no more children".formatted(path()));
        }
        return (ActorRef<C>) child;
    }

    @Override
    public String name() {
        return cell.name();
    }

    @Override
    public boolean hasGivenName() {
        return cell.hasGivenName();
    }

    @Override
    public ActorPath path() {
        return cell.path();
    }

    @Override
    public ActorSystem system() {
        return cell.system();
    }

    @Override
    public Logger log() {
        return LoggerFactory.getLogger("nact.actor." + cell.stats().type());
    }

    @Override
    public <C> ActorRef<C> spawn(String name, Behavior<C> behavior) {
        return cell.children().spawn(name, behavior);
    }

    @Override
    public <C> ActorRef<C> spawn(Behavior<C> behavior) {
        return cell.children().spawn(null, behavior);
    }

    @Override
    public void stop(ActorRef<?> child) {
        Cell<?> found = child instanceof NamedRef<?> ref ? ref.cell() : null;
        if (found == null || found.parent() != cell) {
            if (child.path().parent().filter(path()::equals).isPresent()) {
                return;
            }
            throw new IllegalArgumentException(
                    "%s can stop itself and its children, and %s is no child of it".formatted(path(), child.path()));
        }
        found.requestStop();
    }

    @Override
    public List<Object> undelivered() {
        Ending<?> ending = cell.life().endingIfAny();
        return ending == null ? List.of() : ending.undelivered();
    }

    @Override
    public void watch(ActorRef<?> actor) {
        watching().watch(own(actor), null);
    }

    @Override
    public void watchWith(ActorRef<?> actor, M message) {
        watching().watch(own(actor), Objects.requireNonNull(message, "message"));
    }

    @Override
    public void unwatch(ActorRef<?> actor) {
        watching().unwatch(own(actor));
    }

    private Watching watching() {
        return cell.life().extras().watching();
    }

    private NamedRef<?> own(ActorRef<?> actor) {
        return cell.system().own(actor);
    }

    @Override
    public Timers<M> timers() {
        return cell.life().extras().timers();
    }

    @Override
    public <A> ActorRef<A> adapt(Function<? super A, ? extends M> adapter) {
        return new AdapterRef<>(cell, Objects.requireNonNull(adapter, "adapter"));
    }

    @Override
    public <E> void subscribe(Class<E> type, Function<? super E, ? extends M> toMessage) {
        cell.life().extras().subscribed(cell.system().events().subscribe(type, event -> take(toMessage.apply(event))));
    }

    @Override
    public HeldSends holdSends(String wayOut) {
        return new Held(this, Objects.requireNonNull(wayOut, "wayOut"));
    }

    /** A message that is refused is counted and not published: that might be the event that it tells of. */
    private void take(M message) {
        Reason refusal =
                cell.deliver(cell.system().carriage().envelope(Objects.requireNonNull(message, "message")), false);
        if (refusal != null) {
            cell.system().deadLetters().count(cell, message, refusal);
        }
    }
}
