package io.nact.spring.endpoint;

import io.nact.inspect.ActorDetails;
import io.nact.inspect.ActorRow;
import io.nact.inspect.ActorStatus;
import io.nact.inspect.Contents;
import io.nact.inspect.Failure;
import io.nact.inspect.OpenTurn;
import io.nact.inspect.Ranking;
import io.nact.inspect.Summary;
import io.nact.inspect.TypeSummary;
import io.nact.spring.endpoint.ActorsDescription.Awaited;
import io.nact.spring.endpoint.ActorsDescription.Edge;
import io.nact.spring.endpoint.ActorsDescription.Failed;
import io.nact.spring.endpoint.ActorsDescription.Flow;
import io.nact.spring.endpoint.ActorsDescription.One;
import io.nact.spring.endpoint.ActorsDescription.Overview;
import io.nact.spring.endpoint.ActorsDescription.Row;
import io.nact.spring.endpoint.ActorsDescription.Turn;
import io.nact.spring.endpoint.ActorsDescription.Type;
import io.nact.spring.endpoint.ActorsDescription.Waiting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what the engine tells in the words that clients rely on. */
final class Describe {

    private Describe() {}

    static Overview overview(Summary summary, List<Failure> failures, Contents contents) {
        TypeSummary total = summary.total();
        Map<String, List<Row>> top = new LinkedHashMap<>();
        for (Ranking order : Ranking.values()) {
            List<ActorRow> rows = summary.top().get(order);
            if (rows != null) {
                top.put(Words.of(order), rows(rows));
            }
        }
        return new Overview(
                summary.system(),
                Words.seconds(summary.uptime()),
                summary.running(),
                total.actors(),
                statuses(total),
                total.depth(),
                Words.seconds(total.age()),
                total.crashes(),
                total.bytes(),
                summary.types().stream().map(Describe::type).toList(),
                top,
                failures(failures, contents));
    }

    private static Type type(TypeSummary type) {
        return new Type(
                type.type(),
                type.actors(),
                statuses(type),
                type.depth(),
                Words.seconds(type.age()),
                type.crashes(),
                type.bytes());
    }

    private static Map<String, Long> statuses(TypeSummary type) {
        Map<String, Long> statuses = new LinkedHashMap<>();
        for (ActorStatus status : ActorStatus.values()) {
            Long actors = type.statuses().get(status);
            if (actors != null) {
                statuses.put(Words.of(status), actors);
            }
        }
        return statuses;
    }

    static List<Row> rows(List<ActorRow> rows) {
        return rows.stream().map(Describe::row).toList();
    }

    private static Row row(ActorRow row) {
        return new Row(
                row.path().toString(),
                row.type(),
                Words.of(row.status()),
                row.depth(),
                Words.seconds(row.age()),
                row.message(),
                Words.seconds(row.inHand()),
                row.crashes(),
                row.handled(),
                row.rate(),
                row.bytes(),
                row.children());
    }

    static One one(ActorDetails details, Contents contents) {
        return new One(
                row(details.actor()),
                details.behavior(),
                details.actor().capacity() == Integer.MAX_VALUE
                        ? null
                        : details.actor().capacity(),
                details.stashed(),
                details.mailbox().stream()
                        .map(message -> new Waiting(message.type(), message.content()))
                        .toList(),
                details.turns().stream().map(Describe::turn).toList(),
                failures(details.failures(), contents),
                details.resets(),
                details.watchers(),
                details.timers(),
                details.suspendedByHand(),
                details.traced());
    }

    private static Turn turn(OpenTurn turn) {
        OpenTurn.RunningThread thread = turn.thread();
        return new Turn(
                turn.message(),
                turn.content(),
                Words.seconds(turn.lasting()),
                thread == null ? null : thread.name(),
                thread == null
                        ? List.of()
                        : thread.stack().stream().map(Describe::frame).toList(),
                awaited(turn.awaits()));
    }

    /** Without the names of class loaders and modules. */
    private static String frame(StackTraceElement frame) {
        return new StackTraceElement(
                        frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber())
                .toString();
    }

    private static @Nullable Awaited awaited(OpenTurn.@Nullable AwaitedAnswer answer) {
        return answer == null
                ? null
                : new Awaited(answer.actor().toString(), answer.message(), Words.seconds(answer.asked()));
    }

    /** What an exception says may quote a message, and is shown where messages are. */
    static List<Failed> failures(List<Failure> failures, Contents contents) {
        return failures.stream()
                .map(failure -> new Failed(
                        failure.actor().toString(),
                        failure.at(),
                        failure.message(),
                        failure.exception(),
                        contents == Contents.SHOWN ? failure.text() : null))
                .toList();
    }

    static Flow flow(io.nact.inspect.Flow flow) {
        return new Flow(
                Words.seconds(flow.watched()),
                flow.edges().stream()
                        .map(edge -> new Edge(edge.from(), edge.to(), edge.messages(), edge.rate()))
                        .toList());
    }
}
