package io.nact.engine;

import io.nact.supervision.Crash;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.time.Scheduler;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How one actor comes to decisions about its crashes and those its children escalate, one at a time. Made at the first
 * of them; owner only.
 */
final class Supervision<M> {

    private static final Logger log = LoggerFactory.getLogger(Supervision.class);

    /** How many starts in a row may fail without a wait between them. */
    private static final int FUTILE_STARTS = 10;

    private final Cell<M> cell;

    private final Life<M> life;

    /** The behaviour's policy, made for this actor when it is first asked. */
    private @Nullable SupervisionPolicy policy;

    private int crashes;

    /** Those of them that were its own; read by any thread, which may see it late. */
    private int ownCrashes;

    private int failedStarts;

    /** The number of the wait for a decision: the policy's, or after an escalation the parent's. */
    private int ticket;

    private @Nullable Crash crash;

    /** The child that escalated the crash. */
    private Signal.@Nullable Escalated escalated;

    /** What the policy has decided at once. */
    private @Nullable Directive decision;

    private Scheduler.@Nullable Timer delay;

    Supervision(Cell<M> cell, Life<M> life) {
        this.cell = cell;
        this.life = life;
    }

    int ownCrashes() {
        return ownCrashes;
    }

    void startFailed() {
        failedStarts++;
    }

    void started() {
        failedStarts = 0;
    }

    /** Whether it fails to start again and again, so that only a wait can help. */
    boolean isFutile() {
        return failedStarts >= FUTILE_STARTS;
    }

    /** The actor crashed. */
    void crashed(@Nullable Object message, Throwable cause) {
        ownCrashes++;
        decide(null, message, cause);
    }

    /** A child wants its crash decided. */
    void escalated(Signal.Escalated signal) {
        decide(signal, signal.crash().message(), signal.crash().cause());
    }

    private void decide(Signal.@Nullable Escalated from, @Nullable Object message, Throwable cause) {
        crashes++;
        ticket++;
        decision = null;
        escalated = from;
        Crash current = new Crash(
                cell.path(),
                from == null ? null : from.child().path(),
                message,
                cause,
                crashes,
                cell.system().uptime());
        crash = current;
        Function<? super Crash, ? extends CompletionStage<Directive>> later =
                cell.behavior().options().asyncPolicy();
        Throwable failure = life.run(later == null ? () -> decideNow(current) : () -> decideLater(later, current));
        if (failure != null) {
            policyFailed(failure);
            decision = Directive.ESCALATE;
        }
        Directive decided = decision;
        if (decided != null) {
            carryOut(decided, false);
        }
    }

    private void decideNow(Crash current) {
        SupervisionPolicy own =
                policy == null ? cell.behavior().options().policy().forActor() : policy;
        policy = own;
        Directive directive = Objects.requireNonNullElse(own.decide(current), Directive.ESCALATE);
        Duration wait = own.delay(current);
        if (wait.isZero() || wait.isNegative()) {
            decision = directive;
        } else {
            int decided = ticket;
            delay = cell.system()
                    .scheduler()
                    .schedule(wait, () -> cell.signal(new Signal.Decided(directive, decided, true)));
        }
    }

    private void decideLater(Function<? super Crash, ? extends CompletionStage<Directive>> later, Crash current) {
        int decided = ticket;
        CompletionStage<Directive> stage = later.apply(current);
        boolean waited = !(stage instanceof CompletableFuture<?> future && future.isDone());
        stage.whenComplete((directive, failure) -> {
            if (failure != null) {
                policyFailed(failure);
            }
            cell.signal(new Signal.Decided(directive, decided, waited));
        });
    }

    /** What was thrown that is being decided about, if it was in this actor. */
    @Nullable
    Throwable cause() {
        return crash == null || escalated != null ? null : crash.cause();
    }

    /** What was thrown that is being decided about, here or in a child. */
    @Nullable
    Throwable pending() {
        return crash == null ? null : crash.cause();
    }

    /** The policy has decided, after a while. */
    void decided(Signal.Decided signal) {
        if (signal.ticket() == ticket && crash != null) {
            carryOut(Objects.requireNonNullElse(signal.directive(), Directive.ESCALATE), signal.waited());
        }
    }

    /** The parent has decided that the actor goes on. */
    void resumed(Signal.Resume signal) {
        if (signal.ticket() == ticket) {
            resume();
        }
    }

    /** The actor stops or is reset: a decision that is still to come has no meaning any more. */
    void forget() {
        ticket++;
        crash = null;
        escalated = null;
        if (delay != null) {
            delay.cancel();
            delay = null;
        }
    }

    private void carryOut(Directive decided, boolean afterWait) {
        // Else an actor that cannot start would keep a processor busy with trying.
        boolean futile = decided == Directive.RESET && !afterWait && isFutile();
        Directive directive = futile ? Directive.STOP : decided;
        report(directive);
        delay = null;
        switch (directive) {
            case RESUME -> resume();
            case RESET -> life.ending().requestReset();
            case STOP -> life.ending().requestStop();
            case ESCALATE -> escalate();
            case STOP_ALL -> siblings(new Signal.Stop(), false);
            case RESET_ALL -> siblings(new Signal.Reset(afterWait), false);
            case STOP_REST -> siblings(new Signal.Stop(), true);
            case RESET_REST -> siblings(new Signal.Reset(afterWait), true);
            case STOP_CHILD -> child(new Signal.Stop());
            case RESET_CHILD -> child(new Signal.Reset(afterWait));
            case STOP_ALL_CHILDREN -> allChildren(new Signal.Stop());
            case RESET_ALL_CHILDREN -> allChildren(new Signal.Reset(afterWait));
        }
    }

    private void report(Directive directive) {
        Crash current = Objects.requireNonNull(crash);
        String what = current.message() == null
                ? "while starting"
                : "on " + current.message().getClass().getSimpleName();
        if (!cell.system().crashLog().permits(log)) {
            return;
        }
        if (escalated == null) {
            log.error("{} crashed {} (crash {}): {}", cell.path(), what, crashes, directive, current.cause());
        } else {
            log.error("{} decides about {}, which crashed {}: {}", cell.path(), current.child(), what, directive);
        }
    }

    private void policyFailed(Throwable failure) {
        if (cell.system().crashLog().permits(log)) {
            log.error("The policy of {} failed, so the crash is escalated", cell.path(), failure);
        }
    }

    private void resume() {
        Signal.Escalated waiting = escalated;
        crash = null;
        escalated = null;
        life.resume();
        if (waiting != null) {
            waiting.child().signal(new Signal.Resume(waiting.ticket()));
        }
    }

    private void escalate() {
        Cell<?> parent = cell.parent();
        if (parent == null) {
            resume();
        } else {
            // The same ticket: the parent's answer ends this wait.
            parent.signal(new Signal.Escalated(cell, Objects.requireNonNull(crash), ticket));
        }
    }

    private void child(Signal signal) {
        Signal.Escalated waiting = escalated;
        escalated = null;
        if (waiting != null) {
            waiting.child().signal(signal);
        }
        resume();
    }

    private void allChildren(Signal signal) {
        escalated = null;
        cell.childrenNow().forEach(child -> child.signal(signal));
        resume();
    }

    /** Signals the children of the parent, this actor among them: all, or from this one on in the order of spawning. */
    private void siblings(Signal signal, boolean rest) {
        Cell<?> parent = cell.parent();
        if (parent == null) {
            resume();
            return;
        }
        parent.childrenNow().stream()
                .filter(sibling -> !rest || sibling == cell || sibling.isYoungerThan(cell))
                .sorted(Comparator.comparingInt(Cell::place))
                .forEach(sibling -> sibling.signal(signal));
    }
}
