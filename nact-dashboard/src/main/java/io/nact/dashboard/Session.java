package io.nact.dashboard;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;

/** What the page has to know of the endpoint that serves it. */
final class Session {

    private final EndpointAccessResolver accesses;

    /** Found through the endpoints, of which this is a part: hence not before they are asked for. */
    private final Supplier<PathMappedEndpoints> paths;

    private final CsrfTokens tokens;

    private final Viewers viewers;

    Session(EndpointAccessResolver accesses, Supplier<PathMappedEndpoints> paths, CsrfTokens tokens, Viewers viewers) {
        this.accesses = accesses;
        this.paths = paths;
        this.tokens = tokens;
        this.viewers = viewers;
    }

    State now() {
        boolean writes = accesses.accessFor(DashboardEndpoint.ID, Access.READ_ONLY) == Access.UNRESTRICTED;
        return new State(writes, writes ? tokens.current().orElse(null) : null, viewers.isFull());
    }

    String lastPartOfPath() {
        String path = paths.get().getRootPath(DashboardEndpoint.ID);
        return path == null ? DashboardEndpoint.ID.toString() : path.substring(path.lastIndexOf('/') + 1);
    }

    /**
     * @param writes whether the write operations are enabled
     * @param csrf what has to be sent along with them, if anything has to
     * @param full whether as many look at the stream as can at once
     */
    record State(boolean writes, CsrfTokens.@Nullable Token csrf, boolean full) {}
}
