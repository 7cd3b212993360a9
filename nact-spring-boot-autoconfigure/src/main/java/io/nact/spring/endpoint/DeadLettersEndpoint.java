package io.nact.spring.endpoint;

import io.nact.ActorSystem;
import io.nact.event.DeadLetter.Reason;
import io.nact.inspect.Contents;
import io.nact.inspect.RememberedLetter;
import io.nact.spring.endpoint.DeadLettersDescription.Letter;
import io.nact.spring.endpoint.DeadLettersDescription.Letters;
import io.nact.spring.endpoint.DeadLettersDescription.Mistake;
import io.nact.spring.endpoint.DeadLettersDescription.Purged;
import io.nact.spring.endpoint.DeadLettersDescription.Resent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Actuator endpoint that shows the latest messages which nobody handled, and sends them again or forgets them if its access
 * is unrestricted.
 */
@Endpoint(id = "deadletters", defaultAccess = Access.READ_ONLY)
public final class DeadLettersEndpoint {

    private final ActorSystem system;

    private final Show showValues;

    public DeadLettersEndpoint(ActorSystem system, Show showValues) {
        this.system = system;
        this.showValues = showValues;
    }

    /**
     * The latest first.
     *
     * @param reason only those with this reason
     * @param limit so many at most
     */
    @ReadOperation
    public DeadLettersDescription deadLetters(@Nullable String reason, @Nullable Integer limit) {
        return letters(reason, limit, showValues.isShown(true));
    }

    DeadLettersDescription letters(@Nullable String reason, @Nullable Integer limit, boolean withValues) {
        if (limit != null && limit < 0) {
            return new Mistake("The limit must not be negative, like " + limit);
        }
        Reason only =
                reason == null ? null : Words.find(Reason.values(), reason).orElse(null);
        if (reason != null && only == null) {
            return new Mistake("'%s' is no reason: it is one of %s".formatted(reason, Words.list(Reason.values())));
        }
        List<Letter> letters = system.inspect().deadLetters(withValues ? Contents.SHOWN : Contents.HIDDEN).stream()
                .filter(letter -> only == null || letter.reason() == only)
                .limit(limit == null ? Integer.MAX_VALUE : limit)
                .map(DeadLettersEndpoint::letter)
                .toList();
        return new Letters(counts(), letters);
    }

    private Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Reason reason : Reason.values()) {
            counts.put(Words.of(reason), system.deadLetters(reason));
        }
        return counts;
    }

    private static Letter letter(RememberedLetter letter) {
        return new Letter(
                letter.id(),
                letter.at(),
                letter.receiver().toString(),
                Words.of(letter.reason()),
                letter.type(),
                letter.content());
    }

    /** Tells the message with this id to its receiver once more. */
    @WriteOperation
    public Resent resend(long id) {
        return new Resent(id, Words.of(system.inspect().controls().resend(id)));
    }

    /** Forgets all. */
    @DeleteOperation
    public Purged purge() {
        return new Purged(system.inspect().controls().purge());
    }
}
