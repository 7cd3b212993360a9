package io.nact.testkit;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What is logged to one logger and those below it while the capture is open, whatever level is configured for it. Needs
 * Logback as the logging system, as Spring Boot has it.
 */
public final class LogCapture implements AutoCloseable {

    private final Waiting waiting = new Waiting.OnThreads();

    private final List<Line> lines = new CopyOnWriteArrayList<>();

    private final Logger logger;

    private final ch.qos.logback.classic.@Nullable Level levelBefore;

    private final Appender appender = new Appender();

    private LogCapture(Logger logger) {
        this.logger = logger;
        this.levelBefore = logger.getLevel();
        appender.setContext(logger.getLoggerContext());
        appender.start();
        logger.addAppender(appender);
        logger.setLevel(ch.qos.logback.classic.Level.TRACE);
    }

    /** What actors of this type log by {@link io.nact.ActorContext#log()}. */
    public static LogCapture ofActor(String type) {
        return of("nact.actor." + type);
    }

    /**
     * What is logged under this name.
     *
     * @throws IllegalStateException if SLF4J does not log by Logback
     */
    public static LogCapture of(String logger) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (LoggerFactory.getLogger(logger) instanceof Logger logback) {
            return new LogCapture(logback);
        }
        throw new IllegalStateException(
                "Logs are captured by Logback, and SLF4J logs by %s here: add ch.qos.logback:logback-classic to the tests"
                        .formatted(factory.getClass().getName()));
    }

    /** A line at this level that contains the text, waited for up to 5 seconds. */
    public Line expect(Level level, String text) {
        Duration patience = TestProbe.PATIENCE;
        waiting.until(() -> find(level, text) != null, patience);
        Line found = find(level, text);
        if (found == null) {
            throw new AssertionError("Expected %s to log '%s' at %s within %s; it logged %s"
                    .formatted(logger.getName(), text, level, patience, lines));
        }
        return found;
    }

    private @Nullable Line find(Level level, String text) {
        return lines.stream()
                .filter(line -> line.level == level && line.text.contains(text))
                .findFirst()
                .orElse(null);
    }

    /** No line must contain the text up to now. */
    public void expectNone(String text) {
        List<Line> found =
                lines.stream().filter(line -> line.text.contains(text)).toList();
        if (!found.isEmpty()) {
            throw new AssertionError(
                    "Expected %s to log nothing with '%s'; it logged %s".formatted(logger.getName(), text, found));
        }
    }

    /** What has been logged so far. */
    public List<Line> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setLevel(levelBefore);
        appender.stop();
    }

    /** One line of the log, with the parameters in place. */
    public record Line(Level level, String text) {}

    private final class Appender extends AppenderBase<ILoggingEvent> {

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(new Line(Level.valueOf(event.getLevel().toString()), event.getFormattedMessage()));
            waiting.arrived();
        }
    }
}
