package io.nact.spring.endpoint;

import io.nact.inspect.ActorRow;
import io.nact.inspect.Flow;
import io.nact.inspect.Inspector;
import io.nact.inspect.Page;
import io.nact.path.ActorPath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Boxes and arrows, in no particular notation. Boxes are named by their place in the list. */
record Diagram(List<String> boxes, List<Arrow> arrows) {

    /** So many actors of one parent are drawn, the oldest. */
    private static final int MOST_CHILDREN = 20;

    /** More nobody can look at. */
    private static final int MOST_BOXES = 300;

    /** From one box to another; the label may be empty. */
    record Arrow(int from, int to, String label) {}

    /** The tree from this actor down, broad rather than deep; null if no actor lives there. */
    static @Nullable Diagram ofTree(Inspector inspector, ActorPath top) {
        if (inspector.children(top, 0, 1).isEmpty()) {
            return null;
        }
        Diagram diagram = new Diagram(new ArrayList<>(), new ArrayList<>());
        Deque<Drawn> toOpen = new ArrayDeque<>();
        toOpen.add(new Drawn(top, diagram.box(top.name())));
        for (Drawn parent = toOpen.poll(); parent != null; parent = toOpen.poll()) {
            Optional<Page> children = inspector.children(parent.path(), 0, MOST_CHILDREN);
            if (children.isPresent()) {
                diagram.open(parent, children.get(), toOpen);
            }
        }
        return diagram;
    }

    private record Drawn(ActorPath path, int box) {}

    private void open(Drawn parent, Page children, Deque<Drawn> toOpen) {
        int drawn = 0;
        for (ActorRow child : children.actors()) {
            if (boxes.size() < MOST_BOXES) {
                int box = box(label(child));
                arrows.add(new Arrow(parent.box(), box, ""));
                if (child.children() > 0) {
                    toOpen.add(new Drawn(child.path(), box));
                }
                drawn++;
            }
        }
        if (drawn < children.total()) {
            arrows.add(new Arrow(parent.box(), box("%,d more".formatted(children.total() - drawn)), ""));
        }
    }

    private int box(String label) {
        boxes.add(label);
        return boxes.size() - 1;
    }

    private static String label(ActorRow actor) {
        String name = actor.path().name();
        return actor.depth() == 0 ? name : "%s (%d waiting)".formatted(name, actor.depth());
    }

    /** Who sends to whom. */
    static Diagram of(Flow flow) {
        Map<String, Integer> boxOf = new LinkedHashMap<>();
        Diagram diagram = new Diagram(new ArrayList<>(), new ArrayList<>());
        for (Flow.Edge edge : flow.edges()) {
            String from = edge.from() == null ? "outside" : edge.from();
            diagram.arrows.add(new Arrow(
                    boxOf.computeIfAbsent(edge.from() == null ? "" : from, added -> diagram.box(from)),
                    boxOf.computeIfAbsent(edge.to(), diagram::box),
                    String.format(Locale.ROOT, "%.1f/s", edge.rate())));
        }
        return diagram;
    }
}
