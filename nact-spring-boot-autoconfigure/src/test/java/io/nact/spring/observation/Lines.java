package io.nact.spring.observation;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What is logged under a name, with the logging context that a pattern would print. */
public final class Lines implements AutoCloseable {

    public record Line(String text, Map<String, String> context) {}

    private final List<Line> lines = new CopyOnWriteArrayList<>();

    private final Logger logger;

    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(new Line(event.getFormattedMessage(), Map.copyOf(event.getMDCPropertyMap())));
        }
    };

    private Lines(Logger logger) {
        this.logger = logger;
    }

    public static Lines of(String name) {
        Lines lines = new Lines((Logger) LoggerFactory.getLogger(name));
        lines.appender.start();
        lines.logger.addAppender(lines.appender);
        return lines;
    }

    public List<Line> all() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
    }
}
