package io.nact.spring.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@link DeadLettersEndpoint} answers. The names are what clients rely on; what is null is left out. */
public sealed interface DeadLettersDescription {

    /**
     * Those that are remembered, the latest first.
     *
     * @param counts how many there have been since the start, by reason, whether or not they are remembered
     */
    record Letters(Map<String, Long> counts, List<Letter> letters) implements DeadLettersDescription {}

    /** A message that nobody handled. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Letter(
            long id,
            Instant at,
            String receiver,
            String reason,
            String type,
            @Nullable String content) {}

    /** What became of one that was to be sent again: sent, refused or unknown. */
    record Resent(long id, String outcome) implements DeadLettersDescription {}

    /** So many have been forgotten. */
    record Purged(int forgotten) implements DeadLettersDescription {}

    /** There is something wrong with the question. */
    record Mistake(String error) implements DeadLettersDescription {}
}
