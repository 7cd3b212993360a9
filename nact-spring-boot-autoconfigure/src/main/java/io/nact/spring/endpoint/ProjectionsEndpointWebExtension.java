package io.nact.spring.endpoint;

import io.nact.spring.endpoint.ProjectionsDescription.Mistake;
import io.nact.spring.endpoint.ProjectionsDescription.Refused;
import io.nact.spring.endpoint.ProjectionsDescription.Unavailable;
import io.nact.spring.endpoint.ProjectionsDescription.Unknown;
import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/** {@link ProjectionsEndpoint} over HTTP: with status codes. */
@EndpointWebExtension(endpoint = ProjectionsEndpoint.class)
@RegisterReflectionForBinding({
    ProjectionsDescription.All.class,
    ProjectionsDescription.One.class,
    Unknown.class,
    Mistake.class,
    Refused.class,
    Unavailable.class
})
public final class ProjectionsEndpointWebExtension {

    private static final int CONFLICT = 409;

    private final ProjectionsEndpoint endpoint;

    public ProjectionsEndpointWebExtension(ProjectionsEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** {@link ProjectionsEndpoint#projection}. */
    @ReadOperation
    public WebEndpointResponse<ProjectionsDescription> projection(@Selector String name) {
        return response(endpoint.projection(name));
    }

    /** {@link ProjectionsEndpoint#intervene}. */
    @WriteOperation
    public WebEndpointResponse<ProjectionsDescription> intervene(@Selector String name, String action) {
        return response(endpoint.intervene(name, action));
    }

    private static WebEndpointResponse<ProjectionsDescription> response(ProjectionsDescription description) {
        return new WebEndpointResponse<>(description, status(description));
    }

    private static int status(ProjectionsDescription description) {
        if (description instanceof Unknown) {
            return WebEndpointResponse.STATUS_NOT_FOUND;
        }
        if (description instanceof Mistake) {
            return WebEndpointResponse.STATUS_BAD_REQUEST;
        }
        if (description instanceof Refused) {
            return CONFLICT;
        }
        return description instanceof Unavailable
                ? WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE
                : WebEndpointResponse.STATUS_OK;
    }
}
