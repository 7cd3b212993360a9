package io.nact.spring.endpoint;

import io.nact.spring.endpoint.ActorsDescription.Mistake;
import io.nact.spring.endpoint.ActorsDescription.Sent;
import io.nact.spring.endpoint.ActorsDescription.Unknown;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.util.MimeType;

/** {@link ActorsEndpoint} over HTTP: with status codes, with diagrams, and with values for whoever may see them. */
@EndpointWebExtension(endpoint = ActorsEndpoint.class)
@RegisterReflectionForBinding({
    ActorsDescription.Overview.class,
    ActorsDescription.Top.class,
    ActorsDescription.Children.class,
    ActorsDescription.Found.class,
    ActorsDescription.One.class,
    ActorsDescription.Flow.class,
    Sent.class,
    Unknown.class,
    Mistake.class
})
public final class ActorsEndpointWebExtension {

    private static final MimeType PLAIN_TEXT = new MimeType("text", "plain", StandardCharsets.UTF_8);

    private static final int ACCEPTED = 202;

    private final ActorsEndpoint endpoint;

    private final Show showValues;

    private final Set<String> roles;

    public ActorsEndpointWebExtension(ActorsEndpoint endpoint, Show showValues, Set<String> roles) {
        this.endpoint = endpoint;
        this.showValues = showValues;
        this.roles = roles;
    }

    /**
     * {@link ActorsEndpoint#actors}, or a diagram.
     *
     * @param format mermaid or graphviz, for a diagram of the tree, from {@code below} on, or of the {@code flow}
     */
    @ReadOperation
    public WebEndpointResponse<Object> actors(
            SecurityContext user,
            @Nullable String path,
            @Nullable String below,
            @Nullable Integer page,
            @Nullable Integer size,
            @Nullable String search,
            @Nullable String top,
            @Nullable Integer limit,
            @Nullable Boolean flow,
            @Nullable String format) {
        if (format != null) {
            return response(new DiagramQuestion(format, below, flow).answer(endpoint.system()));
        }
        ActorsQuestion question = new ActorsQuestion(path, below, page, size, search, top, limit, flow);
        return response(endpoint.answer(question, showValues.isShown(user, roles)));
    }

    /** The diagram for clients that accept plain text only. */
    @ReadOperation(produces = "text/plain;charset=UTF-8")
    public WebEndpointResponse<Object> diagram(
            @Nullable String below, @Nullable Boolean flow, @Nullable String format) {
        Object answer = new DiagramQuestion(format == null ? "mermaid" : format, below, flow).answer(endpoint.system());
        return answer instanceof ActorsDescription description
                ? new WebEndpointResponse<>(error(description), status(description), PLAIN_TEXT)
                : response(answer);
    }

    /** {@link ActorsEndpoint#intervene}. */
    @WriteOperation
    public WebEndpointResponse<Object> intervene(String path, String action, @Nullable Integer messages) {
        return response(endpoint.intervene(path, action, messages));
    }

    private static WebEndpointResponse<Object> response(Object answer) {
        return answer instanceof ActorsDescription description
                ? new WebEndpointResponse<>(answer, status(description))
                : new WebEndpointResponse<>(answer, PLAIN_TEXT);
    }

    private static int status(ActorsDescription description) {
        if (description instanceof Unknown) {
            return WebEndpointResponse.STATUS_NOT_FOUND;
        }
        if (description instanceof Mistake) {
            return WebEndpointResponse.STATUS_BAD_REQUEST;
        }
        return description instanceof Sent ? ACCEPTED : WebEndpointResponse.STATUS_OK;
    }

    private static String error(ActorsDescription description) {
        if (description instanceof Unknown unknown) {
            return unknown.error();
        }
        return description instanceof Mistake mistake ? mistake.error() : description.toString();
    }
}
