package io.nact.dashboard;

import io.nact.dashboard.Orders.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.util.HtmlUtils;

/**
 * The page, its files, its stream and what it asks: all below one endpoint, so that whatever guards the endpoints of the
 * application guards all of it. To do something to actors takes {@code management.endpoint.dashboard.access=unrestricted}.
 */
@WebEndpoint(id = "dashboard", defaultAccess = Access.READ_ONLY)
public final class DashboardEndpoint {

    static final EndpointId ID = EndpointId.of("dashboard");

    private final Answers answers;

    private final Orders orders;

    private final LiveStream stream;

    private final Session session;

    private final Json json;

    private final PageFiles files = new PageFiles();

    DashboardEndpoint(Answers answers, Orders orders, LiveStream stream, Session session, Json json) {
        this.answers = answers;
        this.orders = orders;
        this.stream = stream;
        this.session = session;
        this.json = json;
    }

    /** The page. Its relative addresses go on from the last part of its own, which {@code path-mapping} may have changed. */
    @ReadOperation(produces = MediaType.TEXT_HTML_VALUE)
    WebEndpointResponse<byte[]> page() {
        PageFiles.PageFile start = files.find(PageFiles.START).orElseThrow();
        String page = new String(start.content(), StandardCharsets.UTF_8)
                .replace("@base@", HtmlUtils.htmlEscape(session.lastPartOfPath()));
        return new WebEndpointResponse<>(page.getBytes(StandardCharsets.UTF_8), start.type());
    }

    /** A file of the page, the stream, or an answer. */
    @ReadOperation(
            produces = {
                MediaType.APPLICATION_JSON_VALUE,
                MediaType.TEXT_EVENT_STREAM_VALUE,
                "text/javascript",
                "text/css",
                "image/svg+xml"
            })
    Object part(
            @Selector String part,
            @Nullable String path,
            @Nullable String below,
            @Nullable Integer page,
            @Nullable String text) {
        return switch (part) {
            case "stream" -> stream.open();
            case "session" -> json(session.now());
            case "tree" -> jsonIfFound(asked(() -> answers.tree(below, page == null ? 0 : page)));
            case "search" -> json(answers.search(given("text", text)));
            case "actor" -> jsonIfFound(asked(() -> answers.actor(given("path", path))));
            case "letters" -> json(answers.letters());
            case "flow" -> json(answers.flow());
            default ->
                files.find(part)
                        .map(file -> new WebEndpointResponse<>(file.content(), file.type()))
                        .orElseGet(() -> new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND));
        };
    }

    /** Does something to an actor or to dead letters. */
    @WriteOperation
    WebEndpointResponse<byte[]> order(
            String action, @Nullable String path, @Nullable Integer count, @Nullable Long letter) {
        Outcome outcome = asked(() -> orders.carryOut(action, path, count, letter));
        return json(Map.of("message", outcome.message()), outcome.status());
    }

    private WebEndpointResponse<byte[]> jsonIfFound(Optional<?> answer) {
        return answer.<WebEndpointResponse<byte[]>>map(this::json)
                .orElseGet(() ->
                        json(Map.of("message", "No actor lives there now."), WebEndpointResponse.STATUS_NOT_FOUND));
    }

    private WebEndpointResponse<byte[]> json(Object answer) {
        return json(answer, WebEndpointResponse.STATUS_OK);
    }

    private WebEndpointResponse<byte[]> json(Object answer, int status) {
        return new WebEndpointResponse<>(json.bytes(answer), status, MimeTypeUtils.APPLICATION_JSON);
    }

    /** What is no path, no page, no number is the asker's mistake. */
    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidEndpointRequestException(
                    String.valueOf(e.getMessage()), String.valueOf(e.getMessage()), e);
        }
    }

    private static String given(String name, @Nullable String value) {
        if (value == null) {
            String reason = "needs '%s'".formatted(name);
            throw new InvalidEndpointRequestException(reason, reason);
        }
        return value;
    }
}
