package io.nact.spring.endpoint;

import io.nact.inspect.Controls;
import io.nact.spring.endpoint.DeadLettersDescription.Letters;
import io.nact.spring.endpoint.DeadLettersDescription.Mistake;
import io.nact.spring.endpoint.DeadLettersDescription.Purged;
import io.nact.spring.endpoint.DeadLettersDescription.Resent;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/** {@link DeadLettersEndpoint} over HTTP: with status codes, and with values for whoever may see them. */
@EndpointWebExtension(endpoint = DeadLettersEndpoint.class)
@RegisterReflectionForBinding({Letters.class, Resent.class, Purged.class, Mistake.class})
public final class DeadLettersEndpointWebExtension {

    private static final int ACCEPTED = 202;

    private static final int CONFLICT = 409;

    private final DeadLettersEndpoint endpoint;

    private final Show showValues;

    private final Set<String> roles;

    public DeadLettersEndpointWebExtension(DeadLettersEndpoint endpoint, Show showValues, Set<String> roles) {
        this.endpoint = endpoint;
        this.showValues = showValues;
        this.roles = roles;
    }

    /** {@link DeadLettersEndpoint#deadLetters}. */
    @ReadOperation
    public WebEndpointResponse<DeadLettersDescription> deadLetters(
            SecurityContext user, @Nullable String reason, @Nullable Integer limit) {
        DeadLettersDescription answer = endpoint.letters(reason, limit, showValues.isShown(user, roles));
        return new WebEndpointResponse<>(
                answer,
                answer instanceof Mistake ? WebEndpointResponse.STATUS_BAD_REQUEST : WebEndpointResponse.STATUS_OK);
    }

    /** {@link DeadLettersEndpoint#resend}. */
    @WriteOperation
    public WebEndpointResponse<DeadLettersDescription> resend(long id) {
        Resent answer = endpoint.resend(id);
        if (answer.outcome().equals(Words.of(Controls.Resent.SENT))) {
            return new WebEndpointResponse<>(answer, ACCEPTED);
        }
        boolean unknown = answer.outcome().equals(Words.of(Controls.Resent.UNKNOWN));
        return new WebEndpointResponse<>(answer, unknown ? WebEndpointResponse.STATUS_NOT_FOUND : CONFLICT);
    }
}
