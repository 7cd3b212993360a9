package io.nact.persistence.projection;

import io.nact.persistence.journal.PersistenceException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, told by the kinds of exceptions and the place in the handler: their own words often quote what is in the
 * event, and that belongs neither into a log nor into a table.
 */
final class FailureText {

    private static final int MOST_CAUSES = 5;

    /** Those that call what users write. */
    private static final Set<String> CALLERS = Set.of(Delivery.class.getName(), Projections.class.getName());

    private static final List<String> NOBODYS =
            List.of("java.", "jdk.", "sun.", "org.springframework.", "io.nact.spring.projection.");

    private FailureText() {}

    static String of(Throwable failure) {
        StringBuilder text = new StringBuilder(kind(failure));
        StackTraceElement place = place(failure);
        if (place != null) {
            text.append(" in ").append(place);
        }
        Throwable cause = failure.getCause();
        for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
            text.append(", because of ").append(kind(cause));
            cause = cause.getCause();
        }
        return text.toString();
    }

    private static String kind(Throwable failure) {
        if (failure instanceof PersistenceException own) {
            return String.valueOf(own.getMessage());
        }
        String name = failure.getClass().getName();
        return failure instanceof SQLException sql ? "%s (SQLState %s)".formatted(name, sql.getSQLState()) : name;
    }

    private static boolean isCaller(StackTraceElement frame) {
        return CALLERS.contains(frame.getClassName());
    }

    /** Where the handler was, whatever it had called. */
    private static @Nullable StackTraceElement place(Throwable failure) {
        List<StackTraceElement> frames = Arrays.asList(failure.getStackTrace());
        if (frames.stream().noneMatch(FailureText::isCaller)) {
            return null;
        }
        return frames.stream()
                .takeWhile(frame -> !isCaller(frame))
                .filter(frame -> NOBODYS.stream().noneMatch(frame.getClassName()::startsWith))
                .filter(frame -> !frame.getClassName().contains("$$"))
                .reduce((inner, outer) -> outer)
                .orElse(null);
    }
}
