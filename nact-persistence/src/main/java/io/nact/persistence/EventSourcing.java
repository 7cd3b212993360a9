package io.nact.persistence;

import io.nact.ActorContext;
import io.nact.persistence.EventSourced.CommandHandler;
import io.nact.persistence.EventSourced.EventHandler;
import io.nact.persistence.Step.Happened;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an {@link EventSourced} does. */
record EventSourcing<M, S, E>(
        Function<? super String, ? extends S> initial,
        ByClass<CommandHandler<M, S, ?, E, ?>> commands,
        ByClass<CommandHandler<M, S, ?, E, ?>> duplicates,
        ByClass<EventHandler<S, ?>> events,
        Function<? super E, Set<String>> tags,
        Hooks<M, S, E> hooks)
        implements Script<M, S> {

    /** What follows that no command says. */
    record Hooks<M, S, E>(
            BiConsumer<? super S, ? super ActorContext<M>> afterRecovery,
            BiConsumer<? super S, ? super List<E>> afterEvents) {}

    /** One that does nothing yet. */
    static <M, S, E> EventSourcing<M, S, E> from(Function<? super String, ? extends S> initial) {
        return new EventSourcing<>(
                initial,
                new ByClass<>(),
                new ByClass<>(),
                new ByClass<>(),
                event -> Set.of(),
                new Hooks<>((state, context) -> {}, (state, stored) -> {}));
    }

    EventSourcing<M, S, E> withCommand(Class<?> type, CommandHandler<M, S, ?, E, ?> handler) {
        return new EventSourcing<>(initial, commands.with(type, handler), duplicates, events, tags, hooks);
    }

    EventSourcing<M, S, E> withDuplicate(Class<?> type, CommandHandler<M, S, ?, E, ?> answer) {
        return new EventSourcing<>(initial, commands, duplicates.with(type, answer), events, tags, hooks);
    }

    EventSourcing<M, S, E> withEvent(Class<?> type, EventHandler<S, ?> handler) {
        return new EventSourcing<>(initial, commands, duplicates, events.with(type, handler), tags, hooks);
    }

    EventSourcing<M, S, E> withTags(Function<? super E, Set<String>> changed) {
        return new EventSourcing<>(initial, commands, duplicates, events, changed, hooks);
    }

    EventSourcing<M, S, E> withHooks(Hooks<M, S, E> changed) {
        return new EventSourcing<>(initial, commands, duplicates, events, tags, changed);
    }

    @Override
    public S initial(String id) {
        return initial.apply(id);
    }

    @Override
    public S replay(S state, Object event, HeldContext<M> context) throws Exception {
        return apply(state, event);
    }

    @SuppressWarnings("unchecked") // the handler is for the event's class
    S apply(S state, Object event) throws Exception {
        EventHandler<S, Object> handler = (EventHandler<S, Object>) events.of(event.getClass());
        if (handler == null) {
            throw new IllegalStateException(
                    "There is no onEvent for %s".formatted(event.getClass().getName()));
        }
        return handler.apply(state, event);
    }

    @Override
    public Step<S> handle(S state, M message, HeldContext<M> context) throws Exception {
        CommandHandler<M, S, ?, E, ?> handler = commands.of(message.getClass());
        if (handler == null) {
            context.unhandled();
            return Step.none(state);
        }
        return step(state, decision(handler, state, message, context));
    }

    @Override
    public Step<S> repeat(S state, Duplicate<M> duplicate, HeldContext<M> context) throws Exception {
        CommandHandler<M, S, ?, E, ?> answer = duplicates.of(duplicate.command().getClass());
        if (answer == null) {
            duplicate.answer(context);
            return Step.none(state);
        }
        return step(state, decision(answer, state, duplicate.command(), context));
    }

    @SuppressWarnings("unchecked") // the handler is for the command's class
    private Decision<S, E, @Nullable Object> decision(
            CommandHandler<M, S, ?, E, ?> handler, S state, M message, HeldContext<M> context) throws Exception {
        return ((CommandHandler<M, S, Object, E, @Nullable Object>) handler)
                .decide(state, message, new Decisions<>(context, message));
    }

    private Step<S> step(S state, Decision<S, E, @Nullable Object> decision) throws Exception {
        List<E> decided = decision.events();
        if (decided.isEmpty()) {
            return new Step<>(List.of(), state, decision.afterwards());
        }
        List<Happened> happened = new ArrayList<>(decided.size());
        S next = state;
        for (E event : decided) {
            next = apply(next, event);
            happened.add(new Happened(event, tags.apply(event)));
        }
        List<Consumer<? super S>> afterwards = new ArrayList<>();
        afterwards.add(after -> hooks.afterEvents().accept(after, decided));
        afterwards.addAll(decision.afterwards());
        return new Step<>(happened, next, afterwards);
    }

    @Override
    public void recovered(S state, ActorContext<M> context) {
        hooks.afterRecovery().accept(state, context);
    }
}
