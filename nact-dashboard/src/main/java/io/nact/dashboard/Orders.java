package io.nact.dashboard;

import io.nact.inspect.Controls;
import io.nact.inspect.Controls.Resent;
import io.nact.path.ActorPath;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** What the page's buttons do. */
final class Orders {

    private static final int CONFLICT = 409;

    private final Controls controls;

    Orders(Controls controls) {
        this.controls = controls;
    }

    Outcome carryOut(String action, @Nullable String path, @Nullable Integer count, @Nullable Long letter) {
        return switch (action) {
            case "stop" -> to(path, Controls::stop);
            case "drain" -> to(path, Controls::drain);
            case "reset" -> to(path, Controls::reset);
            case "suspend" -> to(path, Controls::suspend);
            case "resume" -> to(path, Controls::resume);
            case "trace" -> {
                int messages = given("count", count);
                yield to(path, (all, actor) -> all.trace(actor, messages));
            }
            case "resend" -> resent(controls.resend(given("letter", letter)));
            case "purge" ->
                new Outcome(WebEndpointResponse.STATUS_OK, "%d dead letters are forgotten".formatted(controls.purge()));
            default ->
                throw new InvalidEndpointRequestException(
                        "Unknown action '%s'".formatted(action),
                        "action must be stop, drain, reset, suspend, resume, trace, resend or purge");
        };
    }

    private Outcome to(@Nullable String path, BiPredicate<Controls, ActorPath> order) {
        ActorPath actor = ActorPath.parse(given("path", path));
        return order.test(controls, actor)
                ? new Outcome(WebEndpointResponse.STATUS_OK, "Done")
                : new Outcome(WebEndpointResponse.STATUS_NOT_FOUND, "No actor lives at %s now.".formatted(actor));
    }

    private static Outcome resent(Resent resent) {
        return switch (resent) {
            case SENT -> new Outcome(WebEndpointResponse.STATUS_OK, "Sent");
            case REFUSED -> new Outcome(CONFLICT, "No actor lives there that takes such a message.");
            case UNKNOWN ->
                new Outcome(WebEndpointResponse.STATUS_NOT_FOUND, "This dead letter is not remembered any more.");
        };
    }

    private static <T> T given(String name, @Nullable T value) {
        if (value == null) {
            throw new InvalidEndpointRequestException(
                    "Missing '%s'".formatted(name), "this action needs '%s'".formatted(name));
        }
        return value;
    }

    /** @param message for people */
    record Outcome(int status, String message) {}
}
