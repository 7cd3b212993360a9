package io.nact.demo.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.demo.monitoring.Dashboard.Query;
import io.nact.metrics.Answer;
import io.nact.metrics.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/** What can be said of the dashboard and the alert rules without a Prometheus: they belong together with the pages. */
class MonitoringFilesTests {

    private static final Pattern METER = Pattern.compile("\\bnact_\\w+");

    private static final Pattern RUNBOOK = Pattern.compile("(?m)^### (Nact\\w+)$");

    private static final Pattern ALERT = Pattern.compile("(?m)^\\| \\[`(Nact\\w+)`]\\([^)]+\\) \\| (\\w+) \\|");

    private final Dashboard dashboard = Dashboard.read();

    private final List<AlertRule> alerts = AlertRule.all();

    @Test
    void eachPanelSaysWhatItShowsAndTakesTheChosenDataSource() {
        assertThat(dashboard.panels()).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.path("title").asString()).isNotBlank();
            assertThat(panel.path("description").asString()).isNotBlank();
            assertThat(panel.path("fieldConfig")
                            .path("defaults")
                            .path("thresholds")
                            .isMissingNode())
                    .isFalse();
            assertThat(panel.path("targets").valueStream())
                    .isNotEmpty()
                    .allSatisfy(target -> assertThat(
                                    target.path("datasource").path("uid").asString())
                            .isEqualTo("${datasource}"));
        });
    }

    @Test
    void panelsHaveIdsOfTheirOwnAndDoNotOverlap() {
        assertThat(dashboard.panels().stream().map(panel -> panel.path("id").asInt()))
                .doesNotHaveDuplicates();
        assertThat(dashboard.panels().stream().flatMap(MonitoringFilesTests::cells))
                .doesNotHaveDuplicates();
    }

    @Test
    void queriesUseNoVariableThatThereIsNot() {
        assertThat(dashboard.queries())
                .isNotEmpty()
                .extracting(Query::expression)
                .noneMatch(query -> query.contains("$"));
    }

    @Test
    void dashboardAndRulesAskForMetersOfThePage() {
        Set<String> documented = MetricsPage.read().series();

        assertThat(asked())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(documented).contains(name));
    }

    @Test
    void eachMeterOfAllActorsIsOnTheDashboard() {
        Set<String> shown = names(dashboard.queries().stream().map(Query::expression));

        assertThat(MetricsPage.read().ofAllActors())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(shown).containsAnyElementsOf(row.series()));
    }

    @Test
    void eachAlertSaysHowBadItIsWhatItMeansAndWhereToReadOn() {
        assertThat(alerts).isNotEmpty().allSatisfy(alert -> {
            assertThat(alert.labels().get("severity")).isIn("critical", "warning");
            assertThat(alert.annotations().get("summary")).isNotBlank();
            assertThat(alert.annotations().get("description")).isNotBlank();
            assertThat(alert.annotations())
                    .containsEntry(
                            "runbook_url", "docs/operations.md#" + alert.name().toLowerCase());
        });
    }

    @Test
    void eachAlertHasItsRunbookAndEachRunbookItsAlert() {
        assertThat(RUNBOOK.matcher(Documents.read("operations.md")).results().map(heading -> heading.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        alerts.stream().map(AlertRule::name).toList());
    }

    @Test
    void thePageListsTheAlertsWithTheirSeverity() {
        assertThat(ALERT.matcher(MetricsPage.read().text()).results().map(row -> row.group(1) + " " + row.group(2)))
                .containsExactlyInAnyOrderElementsOf(alerts.stream()
                        .map(alert -> alert.name() + " " + alert.labels().get("severity"))
                        .toList());
    }

    @Test
    void thePageNamesEachWayInWhichMessagesAndAsksEnd() {
        assertThat(Stream.of(Outcome.values()).filter(Outcome::isDeadLetter).map(Outcome::label))
                .containsExactlyInAnyOrderElementsOf(MetricsPage.read().values("`reason`"));
        assertThat(Stream.of(Outcome.values())
                        .filter(outcome -> !outcome.isDeadLetter())
                        .map(Outcome::label))
                .containsExactlyInAnyOrderElementsOf(MetricsPage.read().values("`outcome` of `nact.messages`"));
        assertThat(Stream.of(Answer.values()).map(Answer::label))
                .containsExactlyInAnyOrderElementsOf(MetricsPage.read().values("`outcome` of `nact.ask.latency`"));
    }

    @Test
    void eachAlertIsTestedToFireAndNotToFire() {
        Map<Boolean, Set<String>> tested = alertTests()
                .collect(Collectors.partitioningBy(
                        test -> test.containsKey("exp_alerts"),
                        Collectors.mapping(test -> (String) test.get("alertname"), Collectors.toSet())));

        assertThat(alerts)
                .extracting(AlertRule::name)
                .isSubsetOf(tested.get(true))
                .isSubsetOf(tested.get(false));
    }

    private static Stream<Map<String, Object>> alertTests() {
        Map<String, List<Map<String, List<Map<String, Object>>>>> file =
                new Yaml().load(Documents.read("monitoring/alerts-test.yml"));
        return file.get("tests").stream().flatMap(test -> test.getOrDefault("alert_rule_test", List.of()).stream());
    }

    private Set<String> asked() {
        return names(
                Stream.concat(dashboard.queries().stream().map(Query::expression), AlertRule.expressions().stream()));
    }

    private static Set<String> names(Stream<String> queries) {
        return queries.flatMap(query -> METER.matcher(query).results())
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> cells(JsonNode panel) {
        JsonNode at = panel.path("gridPos");
        return Stream.iterate(0, x -> x < at.path("w").asInt(), x -> x + 1)
                .flatMap(x -> Stream.iterate(0, y -> y < at.path("h").asInt(), y -> y + 1)
                        .map(y -> "column %d, line %d"
                                .formatted(
                                        at.path("x").asInt() + x, at.path("y").asInt() + y)));
    }
}
