package io.nact.testkit;

import io.nact.ActorSystem;
import io.nact.event.ActorEvent;
import io.nact.path.ActorPath;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which actors of a system live, by what the system tells. */
final class LiveActors {

    private final ActorSystem system;

    private final Set<ActorPath> paths = ConcurrentHashMap.newKeySet();

    LiveActors(ActorSystem system) {
        this.system = system;
        system.events().subscribe(ActorEvent.class, this::on);
    }

    private void on(ActorEvent event) {
        if (event instanceof ActorEvent.Started) {
            paths.add(event.actor());
        } else if (event instanceof ActorEvent.Stopped || event instanceof ActorEvent.Passivated) {
            paths.remove(event.actor());
        }
    }

    List<String> paths() {
        return paths.stream().map(ActorPath::toString).sorted().toList();
    }

    /** A line for each actor, with what waits for it. */
    @Override
    public String toString() {
        StringBuilder lines = new StringBuilder();
        paths.stream().sorted((a, b) -> a.toString().compareTo(b.toString())).forEach(path -> {
            int waiting = system.find(path).map(system::depth).orElse(0);
            lines.append("  ".repeat(path.elements().size()))
                    .append(path.name())
                    .append(waiting == 0 ? "" : " (%d waiting)".formatted(waiting))
                    .append(System.lineSeparator());
        });
        return lines.toString();
    }
}
