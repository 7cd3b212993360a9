package io.nact.spring.endpoint;

import java.util.function.Function;

/** Notations in which programs draw diagrams. */
enum DiagramFormat {
    MERMAID {
        @Override
        String write(Diagram diagram) {
            return text(
                    diagram,
                    "flowchart LR\n",
                    "    n%d[\"%s\"]\n",
                    arrow -> arrow.label().isEmpty()
                            ? "    n%d --> n%d\n".formatted(arrow.from(), arrow.to())
                            : "    n%d -->|\"%s\"| n%d\n".formatted(arrow.from(), escape(arrow.label()), arrow.to()),
                    "");
        }

        @Override
        String escape(int letter) {
            // Mermaid reads entities by their numbers, and everything else as its own notation, or as HTML.
            return Character.isLetterOrDigit(letter) || " -_./$*(),".indexOf(letter) >= 0
                    ? Character.toString(letter)
                    : "#%d;".formatted(letter);
        }
    },
    GRAPHVIZ {
        @Override
        String write(Diagram diagram) {
            return text(
                    diagram,
                    "digraph actors {\n    rankdir=LR;\n    node [shape=box];\n",
                    "    n%d [label=\"%s\"];\n",
                    arrow -> arrow.label().isEmpty()
                            ? "    n%d -> n%d;\n".formatted(arrow.from(), arrow.to())
                            : "    n%d -> n%d [label=\"%s\"];\n"
                                    .formatted(arrow.from(), arrow.to(), escape(arrow.label())),
                    "}\n");
        }

        @Override
        String escape(int letter) {
            return switch (letter) {
                case '"' -> "\\\"";
                case '\\' -> "\\\\";
                case '\n', '\r' -> "\\n";
                default -> Character.toString(letter);
            };
        }
    };

    abstract String write(Diagram diagram);

    /** How a character of a label is written. */
    abstract String escape(int letter);

    final String escape(String label) {
        StringBuilder escaped = new StringBuilder();
        label.codePoints().forEach(letter -> escaped.append(escape(letter)));
        return escaped.toString();
    }

    final String text(Diagram diagram, String begin, String box, Function<Diagram.Arrow, String> arrow, String end) {
        StringBuilder text = new StringBuilder(begin);
        for (int i = 0; i < diagram.boxes().size(); i++) {
            text.append(box.formatted(i, escape(diagram.boxes().get(i))));
        }
        diagram.arrows().forEach(each -> text.append(arrow.apply(each)));
        return text.append(end).toString();
    }
}
