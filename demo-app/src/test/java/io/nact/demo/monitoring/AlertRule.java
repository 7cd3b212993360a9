package io.nact.demo.monitoring;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** An alert of docs/monitoring/alerts.yml. */
record AlertRule(String name, String expression, Map<String, String> labels, Map<String, String> annotations) {

    static final String FILE = "monitoring/alerts.yml";

    static List<AlertRule> all() {
        return rules().filter(rule -> rule.containsKey("alert"))
                .map(rule -> new AlertRule(
                        (String) rule.get("alert"),
                        (String) rule.get("expr"),
                        texts(rule.get("labels")),
                        texts(rule.get("annotations"))))
                .toList();
    }

    /** The expressions of all rules, also of those that only record. */
    static List<String> expressions() {
        return rules().map(rule -> (String) rule.get("expr")).toList();
    }

    /** What it compares with its threshold; all of the expression if it has none. */
    String measured() {
        int threshold = expression.lastIndexOf('>');
        return threshold < 0 ? expression : expression.substring(0, threshold);
    }

    private static Stream<Map<String, Object>> rules() {
        Map<String, List<Map<String, List<Map<String, Object>>>>> file = new Yaml().load(Documents.read(FILE));
        return file.get("groups").stream().flatMap(group -> group.get("rules").stream());
    }

    @SuppressWarnings("unchecked") // YAML has no types
    private static Map<String, String> texts(Object map) {
        return (Map<String, String>) map;
    }
}
