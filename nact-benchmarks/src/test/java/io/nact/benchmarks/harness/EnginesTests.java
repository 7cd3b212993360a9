package io.nact.benchmarks.harness;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.nact.benchmarks.Actor;
import io.nact.benchmarks.Engine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the programs take for granted of every engine. */
@Timeout(60)
class EnginesTests {

    private static final Duration SHORT = Duration.ofMillis(20);

    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

    @ParameterizedTest
    @MethodSource("names")
    void keepTheOrderOfOneSender(String name) throws Exception {
        on(name, new Check() {
            @Override
            public <R> void of(Engine<R> engine) throws Exception {
                R actor = engine.spawn(() -> (message, self) -> seen.add(message));

                for (int i = 0; i < 1_000; i++) {
                    engine.tell(actor, i);
                }

                for (int i = 0; i < 1_000; i++) {
                    assertThat(seen.poll(10, SECONDS)).isEqualTo(i);
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("names")
    void bringTheAnswerToWhoeverAsks(String name) throws Exception {
        on(name, new Check() {
            @Override
            public <R> void of(Engine<R> engine) throws Exception {
                R actor = engine.spawn(() -> (message, self) -> self.reply("re: " + message));

                assertThat(engine.ask(actor, "a").toCompletableFuture().get(10, SECONDS))
                        .isEqualTo("re: a");
                assertThat(engine.call(actor, "b")).isEqualTo("re: b");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("names")
    void spawnChildrenThatKnowThemselves(String name) throws Exception {
        on(name, new Check() {
            @Override
            public <R> void of(Engine<R> engine) throws Exception {
                R parent = engine.spawn(() -> (message, self) -> {
                    if (message.equals("spawn")) {
                        R me = self.ref();
                        Actor<R> child = (order, itself) -> itself.tell(me, order + " done");
                        self.tell(self.spawn(() -> child), "work");
                    } else {
                        seen.add(message);
                    }
                });

                engine.tell(parent, "spawn");

                assertThat(seen.poll(10, SECONDS)).isEqualTo("work done");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("names")
    void remindAnActorAfterTheDelayAndNotBefore(String name) throws Exception {
        on(name, new Check() {
            @Override
            public <R> void of(Engine<R> engine) throws Exception {
                R actor = engine.spawn(() -> (message, self) -> {
                    if (message instanceof Duration delay) {
                        self.after(delay, System.nanoTime());
                    } else {
                        seen.add(System.nanoTime() - (long) message);
                    }
                });

                engine.tell(actor, SHORT);

                assertThat((Long) seen.poll(10, SECONDS)).isGreaterThanOrEqualTo(SHORT.toNanos());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("names")
    void handleNothingMoreAfterAStop(String name) throws Exception {
        on(name, new Check() {
            @Override
            public <R> void of(Engine<R> engine) throws Exception {
                R sender = engine.spawn(() -> (message, self) -> {
                    R mortal = self.spawn(() -> (letter, itself) -> {
                        seen.add(letter);
                        itself.stop();
                    });
                    self.tell(mortal, "last");
                    self.tell(mortal, "too late");
                });

                for (int i = 0; i < 1_000; i++) {
                    engine.tell(sender, "go on");
                }

                for (int i = 0; i < 1_000; i++) {
                    assertThat(seen.poll(10, SECONDS)).isEqualTo("last");
                }
            }
        });
    }

    private interface Check {

        <R> void of(Engine<R> engine) throws Exception;
    }

    private static void on(String name, Check check) throws Exception {
        try (Engine<?> engine = Engines.named(name).start()) {
            check.of(engine);
        }
    }

    static List<String> names() {
        return Engines.all().stream().map(EngineKind::name).toList();
    }
}
