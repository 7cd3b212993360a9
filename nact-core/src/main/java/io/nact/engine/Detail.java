package io.nact.engine;

import io.nact.inspect.ActorDetails;
import io.nact.inspect.Contents;
import io.nact.inspect.OpenTurn;
import io.nact.inspect.OpenTurn.AwaitedAnswer;
import io.nact.inspect.OpenTurn.RunningThread;
import io.nact.inspect.WaitingMessage;
import io.nact.mailbox.Glance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that a look sees of one actor. */
final class Detail {

    /** So many of the messages that wait are shown. */
    private static final int PREVIEW = 20;

    private final Look look;

    private final Cell<?> actor;

    private final Contents contents;

    Detail(Look look, Cell<?> actor, Contents contents) {
        this.look = look;
        this.actor = actor;
        this.contents = contents;
    }

    ActorDetails all() {
        Extras<?> own = actor.life().extrasIfAny();
        Watchers watchers = own == null ? null : own.watchersIfAny();
        Trace trace = actor.life().traceIfAny();
        return new ActorDetails(
                look.row(actor),
                actor.behavior().toString(),
                own == null ? 0 : own.stashed(),
                mailbox(own),
                turns(),
                actor.system().failures().of(actor.path()),
                Math.max(0, actor.life().number() - 1),
                watchers == null ? 0 : watchers.count(),
                own == null ? 0 : own.activeTimers(),
                actor.life().isHeld(),
                trace == null ? 0 : trace.left());
    }

    private List<WaitingMessage> mailbox(@Nullable Extras<?> own) {
        List<Object> waiting = new ArrayList<>(own == null ? List.of() : own.first(PREVIEW));
        if (waiting.size() < PREVIEW) {
            waiting.addAll(Glance.first(actor.mailbox(), PREVIEW - waiting.size()));
        }
        return waiting.stream()
                .map(Special::content)
                .map(message -> new WaitingMessage(ClassNames.of(message.getClass()), content(message)))
                .toList();
    }

    private List<OpenTurn> turns() {
        List<Turn<?>> open = new ArrayList<>(actor.life().openTurns());
        if (!open.contains(actor.life()) && look.running(actor.life()) != null) {
            // A turn without a message, such as a start.
            open.add(0, actor.life());
        }
        return open.stream().map(this::turn).toList();
    }

    private OpenTurn turn(Turn<?> turn) {
        Object message = turn.content();
        SeenTurns.Seen running = look.running(turn);
        Ask<?> awaited = turn.awaited();
        return new OpenTurn(
                message == null ? null : ClassNames.of(message.getClass()),
                message == null ? null : content(message),
                Duration.ofNanos(look.lasting(turn)),
                running == null
                        ? null
                        : new RunningThread(running.activation().thread().getName(), running.stack()),
                awaited == null
                        ? null
                        : new AwaitedAnswer(
                                awaited.targetPath(),
                                awaited.messageName(),
                                Duration.ofNanos(look.now() - awaited.sentAt())));
    }

    private @Nullable String content(Object message) {
        return contents == Contents.SHOWN ? Texts.of(message) : null;
    }
}
