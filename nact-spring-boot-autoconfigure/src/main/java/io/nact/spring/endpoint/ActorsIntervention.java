package io.nact.spring.endpoint;

import io.nact.ActorSystem;
import io.nact.inspect.Contents;
import io.nact.inspect.Controls;
import io.nact.path.ActorPath;
import io.nact.spring.endpoint.ActorsDescription.Mistake;
import io.nact.spring.endpoint.ActorsDescription.Sent;
import org.jspecify.annotations.Nullable;

/** What somebody wants to be done to an actor, as it was asked. */
record ActorsIntervention(
        String path, String action, @Nullable Integer messages) {

    private static final int TRACED = 10;

    private enum Action {
        STOP,
        RESET,
        SUSPEND,
        RESUME,
        DRAIN,
        TRACE
    }

    ActorsDescription carryOut(ActorSystem system) {
        try {
            ActorPath actor = Paths.parse(system, path);
            Action wanted = Words.find(Action.values(), action)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "'%s' is no action: it is one of %s".formatted(action, Words.list(Action.values()))));
            if (actor.equals(system.path())) {
                return new Mistake("%s is the root of the tree and no actor".formatted(actor));
            }
            return isSent(system.inspect().controls(), wanted, actor)
                    ? new Sent(actor.toString(), Words.of(wanted))
                    : ActorsQuestion.unknown(system, actor, Contents.HIDDEN);
        } catch (IllegalArgumentException mistaken) {
            return new Mistake(String.valueOf(mistaken.getMessage()));
        }
    }

    private boolean isSent(Controls controls, Action wanted, ActorPath actor) {
        return switch (wanted) {
            case STOP -> controls.stop(actor);
            case RESET -> controls.reset(actor);
            case SUSPEND -> controls.suspend(actor);
            case RESUME -> controls.resume(actor);
            case DRAIN -> controls.drain(actor);
            case TRACE -> controls.trace(actor, messages == null ? TRACED : messages);
        };
    }
}
