package io.nact.spring.health;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.event.DeadLetter;
import io.nact.metrics.ActorMetrics.Load;
import io.nact.metrics.ActorMetrics.TypeMetrics;
import io.nact.spring.registration.DeclaredActors;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Whether the actor system can do its work. It is down when the system has stopped, or when an actor that the application
 * declares has ended; out of service as soon as the application begins to close. What requests can bring about, such as full
 * mailboxes or many entities, is told in the details and never changes the status.
 *
 * <p>It costs the same however many actors live, and names neither entities nor messages.
 */
public final class NactHealthIndicator extends AbstractHealthIndicator {

    private static final int MOST_NAMED = 5;

    private final ActorSystem system;

    private final DeclaredActors actors;

    private final HealthThresholds thresholds;

    private final BooleanSupplier closing;

    /**
     * Of a system with these declared actors.
     *
     * @param closing whether the application has begun to close
     */
    public NactHealthIndicator(
            ActorSystem system, DeclaredActors actors, HealthThresholds thresholds, BooleanSupplier closing) {
        super("The health of the actor system cannot be told");
        this.system = system;
        this.actors = actors;
        this.thresholds = thresholds;
        this.closing = closing;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up();
        tellLoad(builder);
        tellDeadLetters(builder);
        if (closing.getAsBoolean()) {
            builder.outOfService().withDetail("system", "closing");
        } else if (!system.isRunning()) {
            builder.down().withDetail("system", "not running");
        } else {
            tellEnded(builder);
        }
        // As a detail only: an exception of a check would be logged at each.
        system.fatalError().ifPresent(error -> builder.withDetail("error", error.toString()));
    }

    private void tellEnded(Health.Builder builder) {
        List<String> ended = actors.ended();
        if (!ended.isEmpty()) {
            builder.down().withDetail("ended", ended.stream().limit(MOST_NAMED).toList());
            if (ended.size() > MOST_NAMED) {
                builder.withDetail("endedInAll", ended.size());
            }
        }
    }

    private void tellLoad(Health.Builder builder) {
        Load load = system.metrics().load();
        Worst mailboxes = new Worst(thresholds.mailbox());
        mailboxes.add("all", load.waiting(), load.maxMessages());
        for (ActorRef<?> actor : actors.references()) {
            mailboxes.add(actor.name(), system.depth(actor), system.capacity(actor));
        }
        tell(builder, "mailboxes", mailboxes.few());
        tell(builder, "entities", entities().few());
        if (load.stuckTurns() >= thresholds.stuckTurns()) {
            builder.withDetail("stuckTurns", load.stuckTurns());
        }
    }

    private Worst entities() {
        Worst kinds = new Worst(thresholds.entities());
        for (TypeMetrics type : system.metrics().types()) {
            if (actors.isKind(type.type())) {
                kinds.add(type.type(), type.live(), actors.maxActive());
            }
        }
        return kinds;
    }

    private void tellDeadLetters(Health.Builder builder) {
        Map<String, Long> byReason = new TreeMap<>();
        for (DeadLetter.Reason reason : DeadLetter.Reason.values()) {
            long count = system.deadLetters(reason);
            if (count > 0) {
                byReason.put(reason.name().toLowerCase(Locale.ROOT), count);
            }
        }
        if (byReason.values().stream().mapToLong(Long::longValue).sum() >= thresholds.deadLetters()) {
            tell(builder, "deadLetters", byReason);
        }
    }

    private static void tell(Health.Builder builder, String what, Map<String, ?> details) {
        if (!details.isEmpty()) {
            builder.withDetail(what, details);
        }
    }
}
