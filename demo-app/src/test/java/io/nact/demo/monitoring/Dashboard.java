package io.nact.demo.monitoring;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Grafana dashboard of docs/monitoring. */
final class Dashboard {

    private static final Pattern IN_LEGEND = Pattern.compile("\\{\\{(\\w+)}}");

    private static final Pattern VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");

    private final JsonNode json;

    private Dashboard(JsonNode json) {
        this.json = json;
    }

    static Dashboard read() {
        return new Dashboard(JsonMapper.shared().readTree(Documents.read("monitoring/nact-dashboard.json")));
    }

    /** All panels, rows left out. */
    List<JsonNode> panels() {
        return json.path("panels")
                .valueStream()
                .filter(panel -> !panel.path("type").asString().equals("row"))
                .toList();
    }

    List<JsonNode> variables() {
        return json.path("templating").path("list").valueStream().toList();
    }

    /** Whatever it asks Prometheus: by its panels, its variables and its annotations, with variables that choose all. */
    List<Query> queries() {
        return Stream.of(panels().stream().flatMap(Dashboard::ofPanel), ofVariables(), ofAnnotations())
                .flatMap(queries -> queries)
                .toList();
    }

    private static Stream<Query> ofPanel(JsonNode panel) {
        String type = panel.path("type").asString();
        return panel.path("targets")
                .valueStream()
                .map(target -> new Query(
                        panel.path("title").asString() + " "
                                + target.path("refId").asString(),
                        filledIn(target.path("expr").asString()),
                        type.equals("table")
                                ? Set.of("actor")
                                : labels(target.path("legendFormat").asString()),
                        type.equals("stat")));
    }

    private Stream<Query> ofVariables() {
        return variables().stream()
                .flatMap(variable -> VALUES.matcher(variable.path("definition").asString())
                        .results()
                        .map(values -> new Query(
                                "variable " + variable.path("name").asString(),
                                filledIn(values.group(1)),
                                Set.of(values.group(2)),
                                false)));
    }

    private Stream<Query> ofAnnotations() {
        return json.path("annotations")
                .path("list")
                .valueStream()
                .map(annotation -> new Query(
                        "annotations " + annotation.path("name").asString(),
                        filledIn(annotation.path("target").path("expr").asString()),
                        labels(annotation.path("titleFormat").asString()),
                        false));
    }

    private static Set<String> labels(String legend) {
        return IN_LEGEND.matcher(legend).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private static String filledIn(String query) {
        return query.replace("$application", ".*")
                .replace("$instance", ".*")
                .replace("$actor", ".*")
                .replace("$__rate_interval", "5s")
                .replace("$__range", "5m");
    }

    /**
     * A query.
     *
     * @param labels what each of its series is told apart by
     * @param single whether it has one series
     */
    record Query(String name, String expression, Set<String> labels, boolean single) {}
}
