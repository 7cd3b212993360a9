package io.nact.engine;

import io.nact.ActorRef;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what nobody handles while a system stops, by type of actor and of message, to report it once. Any thread. */
final class Leftovers {

    private static final Logger log = LoggerFactory.getLogger(Leftovers.class);

    /** So many kinds are told apart; actors and messages of many types must not make a report without end. */
    private static final int MAX_KINDS = 50;

    private static final Kind OTHER = new Kind("other", "other messages");

    private final Map<Kind, LongAdder> counts = new ConcurrentHashMap<>();

    /** Messages of one type for actors of one type. */
    private record Kind(String actor, String message) {}

    void add(ActorRef<?> receiver, Object message) {
        Kind kind = new Kind(typeOf(receiver), message.getClass().getSimpleName());
        LongAdder known = counts.get(kind);
        LongAdder count = known != null
                ? known
                : counts.computeIfAbsent(counts.size() < MAX_KINDS ? kind : OTHER, added -> new LongAdder());
        count.increment();
    }

    /** The name of a type never has an id of an entity in it. */
    private static String typeOf(ActorRef<?> receiver) {
        Cell<?> actor = receiver instanceof MessageRef<?> ref ? ref.actor() : null;
        if (actor != null) {
            return actor.stats().type();
        }
        List<String> names = receiver.path().elements();
        return names.isEmpty() ? OTHER.actor() : names.get(0);
    }

    /** Logs a line for each kind, those with most messages first. */
    void report(LocalSystem system) {
        counts.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue().sum()))
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> log.warn(
                        "'{}' has stopped without handling {} {} for '{}'",
                        system.name(),
                        entry.getValue(),
                        entry.getKey().message(),
                        entry.getKey().actor()));
    }
}
