package io.nact.engine;

import io.nact.metrics.ActorMetrics.TurnRecorder;
import io.nact.metrics.ActorMetrics.TypeMetrics;
import io.nact.metrics.Answer;
import io.nact.metrics.Counted;
import io.nact.metrics.Outcome;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is counted about the actors of one type. Any thread. */
final class TypeStats implements TypeMetrics {

    private static final Logger log = LoggerFactory.getLogger(TypeStats.class);

    /** So many names of messages, and of exceptions, are told apart. */
    private static final int MOST_NAMES = 100;

    private final LocalSystem system;

    private final String type;

    private final LongAdder live = new LongAdder();

    private final Apart<MessageCounts> messages;

    /** The same, so that a name is looked for once for each class. */
    private final Map<Class<?>, MessageCounts> byClass = new ConcurrentHashMap<>();

    private final Apart<LongAdder> crashes;

    private final Apart<LongAdder> resets;

    private final CopyOnWriteArrayList<TurnRecorder> recorders = new CopyOnWriteArrayList<>();

    private final Sampling sampling = new Sampling();

    /**
     * @param lock held while listeners are told
     */
    TypeStats(LocalSystem system, String type, Object lock) {
        this.system = system;
        this.type = type;
        this.messages = new Apart<>(lock, MOST_NAMES, name -> new MessageCounts(this, name));
        this.crashes = new Apart<>(lock, MOST_NAMES, name -> counter(new Counted.Crashes(name)));
        this.resets = new Apart<>(lock, MOST_NAMES, name -> counter(new Counted.Resets(name)));
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public long live() {
        return live.sum();
    }

    @Override
    public long waiting() {
        return Directory.all(system.root()).stream()
                .filter(actor -> actor.stats() == this)
                .mapToLong(Cell::waiting)
                .sum();
    }

    LocalSystem system() {
        return system;
    }

    /** Whether anybody learns of what is counted here. */
    boolean isCounted() {
        return this != system.metrics().uncounted();
    }

    void spawned() {
        live.increment();
    }

    void ended() {
        live.decrement();
    }

    /** How often messages of this class, as they were sent, ended in each way. */
    MessageCounts messages(Class<?> message) {
        MessageCounts known = byClass.get(message);
        return known != null ? known : find(message);
    }

    private MessageCounts find(Class<?> message) {
        MessageCounts found = messages.of(ClassNames.of(message));
        // Racy by a few: a bound for what is kept, not a promise.
        if (byClass.size() < MOST_NAMES) {
            byClass.put(message, found);
        }
        return found;
    }

    /** Whether the class is one of those that may be kept. */
    boolean tellsApart(Class<?> message) {
        messages(message);
        return byClass.containsKey(message);
    }

    /** A turn has ended with an exception, or has been given up. */
    void failed(Class<?> message, Outcome outcome) {
        messages(message).add(outcome);
    }

    /** An actor has crashed, in a turn or when it started. */
    void crashed(Throwable cause) {
        crashes.of(ClassNames.of(cause.getClass())).increment();
    }

    /** An actor is reset, because of that if it is known. */
    void reset(@Nullable Throwable cause) {
        resets.of(cause == null ? Counted.Resets.NONE : ClassNames.of(cause.getClass()))
                .increment();
    }

    private LongAdder counter(Counted what) {
        LongAdder counter = new LongAdder();
        counts(what, counter::sum);
        return counter;
    }

    /** Something is counted that was not before. */
    void counts(Counted what, LongSupplier count) {
        system.metrics().counts(this, what, count);
    }

    @Override
    public Map<Counted.Messages, Long> messages() {
        Map<Counted.Messages, Long> ended = new HashMap<>();
        messages.byName().forEach((name, counts) -> {
            for (Outcome outcome : Outcome.values()) {
                long count = counts.count(outcome);
                if (count > 0) {
                    ended.put(new Counted.Messages(name, outcome), count);
                }
            }
        });
        return ended;
    }

    @Override
    public long messages(Outcome outcome) {
        return messages.byName().values().stream()
                .mapToLong(counts -> counts.count(outcome))
                .sum();
    }

    @Override
    public Map<Counted.Crashes, Long> crashes() {
        Map<Counted.Crashes, Long> counted = new HashMap<>();
        crashes.byName().forEach((name, count) -> counted.put(new Counted.Crashes(name), count.sum()));
        return counted;
    }

    @Override
    public Map<Counted.Resets, Long> resets() {
        Map<Counted.Resets, Long> counted = new HashMap<>();
        resets.byName().forEach((name, count) -> counted.put(new Counted.Resets(name), count.sum()));
        return counted;
    }

    void addRecorder(TurnRecorder recorder) {
        recorders.add(recorder);
    }

    void removeRecorder(TurnRecorder recorder) {
        recorders.remove(recorder);
    }

    /** Whether anybody wants to know how long turns take. */
    boolean isMeasured() {
        return !recorders.isEmpty();
    }

    /** Which messages that nobody waits for are measured. */
    Sampling sampling() {
        return sampling;
    }

    void record(long nanos) {
        tell(recorder -> recorder.record(nanos));
    }

    void waited(long nanos) {
        tell(recorder -> recorder.waited(nanos));
    }

    void answered(Answer answer, long nanos) {
        tell(recorder -> recorder.answered(answer, nanos));
    }

    private void tell(Consumer<TurnRecorder> told) {
        for (TurnRecorder recorder : recorders) {
            try {
                told.accept(recorder);
            } catch (Throwable failure) {
                recorders.remove(recorder);
                log.error("A recorder of turns of {} failed and is not used any more", type, failure);
            }
        }
    }
}
