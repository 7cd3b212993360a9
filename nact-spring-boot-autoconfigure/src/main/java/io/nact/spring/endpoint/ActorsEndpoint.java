package io.nact.spring.endpoint;

import io.nact.ActorSystem;
import io.nact.inspect.Contents;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Actuator endpoint that looks into a running actor system, and intervenes by hand if its access is unrestricted. No actor
 * stops for a look.
 */
@Endpoint(id = "actors", defaultAccess = Access.READ_ONLY)
public final class ActorsEndpoint {

    private final ActorSystem system;

    private final Show showValues;

    public ActorsEndpoint(ActorSystem system, Show showValues) {
        this.system = system;
        this.showValues = showValues;
    }

    /**
     * All actors at one glance, or what one parameter asks for.
     *
     * @param path the one actor there
     * @param below the children of the actor there, with {@code page}, from 0 on, and {@code size}
     * @param search actors with this text in their names or types, at most {@code limit}
     * @param top the first actors in this order, at most {@code limit}
     * @param flow who sends to whom
     */
    @ReadOperation
    public ActorsDescription actors(
            @Nullable String path,
            @Nullable String below,
            @Nullable Integer page,
            @Nullable Integer size,
            @Nullable String search,
            @Nullable String top,
            @Nullable Integer limit,
            @Nullable Boolean flow) {
        return answer(new ActorsQuestion(path, below, page, size, search, top, limit, flow), showValues.isShown(true));
    }

    ActorsDescription answer(ActorsQuestion question, boolean withValues) {
        return question.answer(system, withValues ? Contents.SHOWN : Contents.HIDDEN);
    }

    /**
     * Has something done to an actor: stop, reset, suspend, resume, drain, or trace its next messages.
     *
     * @param messages how many are to be traced
     */
    @WriteOperation
    public ActorsDescription intervene(String path, String action, @Nullable Integer messages) {
        return new ActorsIntervention(path, action, messages).carryOut(system);
    }

    ActorSystem system() {
        return system;
    }
}
