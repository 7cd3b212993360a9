package io.nact.benchmarks.workload;

import static io.nact.benchmarks.Program.timed;

import io.nact.benchmarks.Engine;
import io.nact.benchmarks.Program;
import io.nact.benchmarks.Workload;
import java.util.List;
import java.util.stream.Stream;

/** Programs that differ in one number each, at the end of their names: of actors, senders, messages that wait, timers. */
public final class ScalePrograms {

    public static final List<Integer> ACTORS = List.of(1, 100, 10_000, 1_000_000);

    public static final List<Integer> SENDERS = List.of(1, 4, 16, 64);

    public static final List<Integer> DEPTHS = List.of(1, 1_000, 1_000_000, 10_000_000);

    private static final int MESSAGES = 1_000_000;

    /** Of which each of a million actors gets some. */
    private static final int MESSAGES_FOR_ALL = 4_000_000;

    private static final int RECEIVERS = 64;

    private static final int TINY = 1_000;

    private ScalePrograms() {}

    public static List<Program> all() {
        return Stream.of(
                        ACTORS.stream().map(ScalePrograms::actors),
                        SENDERS.stream().map(ScalePrograms::senders),
                        DEPTHS.stream().map(ScalePrograms::depth),
                        Stream.of(
                                timed("timers-0", MESSAGES, TINY, Fan::oneToOne),
                                timed("timers-" + MESSAGES, MESSAGES, TINY, UnderTimers::new)))
                .flatMap(programs -> programs)
                .toList();
    }

    private static Program actors(int count) {
        return timed("actors-" + count, MESSAGES_FOR_ALL, TINY, new Program.Maker() {
            @Override
            public <R> Workload<R> on(Engine<R> engine, int size) {
                return new RoundRobin<>(engine, size, 1, count);
            }
        });
    }

    private static Program senders(int count) {
        return timed("senders-" + count, MESSAGES, RECEIVERS * count, new Program.Maker() {
            @Override
            public <R> Workload<R> on(Engine<R> engine, int size) {
                return new RoundRobin<>(engine, size, count, RECEIVERS);
            }
        });
    }

    private static Program depth(int depth) {
        return timed("depth-" + depth, Math.max(MESSAGES, depth), TINY, new Program.Maker() {
            @Override
            public <R> Workload<R> on(Engine<R> engine, int size) {
                return new Backlog<>(engine, size, depth);
            }
        });
    }
}
