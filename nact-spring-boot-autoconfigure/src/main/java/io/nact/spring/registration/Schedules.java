package io.nact.spring.registration;

import io.nact.component.JobSchedule;
import io.nact.spring.Every;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.PropertyResolver;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.util.StringUtils;

/** Reads when the methods of an actor are to run that are annotated with {@link Every}. */
final class Schedules {

    private static final String WAY_OUT =
            "Write an interval, such as @Every(\"10s\"), or a cron expression, such as @Every(cron = \"0 0 3 * * *\"); or \"-\" for a method that is not to run.";

    private final PropertyResolver properties;

    Schedules(PropertyResolver properties) {
        this.properties = properties;
    }

    Optional<JobSchedule> of(Method method) {
        Every every = AnnotatedElementUtils.findMergedAnnotation(method, Every.class);
        if (every == null) {
            return Optional.empty();
        }
        String interval = resolved(method, every.interval());
        String cron = resolved(method, every.cron());
        if (interval.equals(Every.OFF) || cron.equals(Every.OFF)) {
            return Optional.empty();
        }
        if (StringUtils.hasText(interval) == StringUtils.hasText(cron)) {
            throw new ActorBeanException(
                    "@Every on %s has %s."
                            .formatted(
                                    name(method),
                                    StringUtils.hasText(cron)
                                            ? "both an interval and a cron expression"
                                            : "neither an interval nor a cron expression"),
                    WAY_OUT);
        }
        String zone = resolved(method, every.zone());
        String initialDelay = resolved(method, every.initialDelay());
        if (StringUtils.hasText(StringUtils.hasText(cron) ? initialDelay : zone)) {
            throw new ActorBeanException(
                    "@Every on %s has %s."
                            .formatted(
                                    name(method),
                                    StringUtils.hasText(cron)
                                            ? "a cron expression, for which there is no initial delay"
                                            : "an interval, for which there is no time zone"),
                    "Remove that.");
        }
        return Optional.of(
                StringUtils.hasText(cron) ? cron(method, cron, zone) : interval(method, interval, initialDelay));
    }

    private static JobSchedule interval(Method method, String interval, String initialDelay) {
        Duration next = duration(method, interval);
        Duration first = StringUtils.hasText(initialDelay) ? duration(method, initialDelay) : next;
        if (next.isNegative() || next.isZero() || first.isNegative()) {
            throw new ActorBeanException(
                    "@Every on %s has the interval %s and the initial delay %s, which are to be positive."
                            .formatted(name(method), next, first),
                    WAY_OUT);
        }
        return new IntervalSchedule(first, next);
    }

    private static Duration duration(Method method, String value) {
        try {
            return DurationStyle.detectAndParse(value);
        } catch (IllegalArgumentException e) {
            throw new ActorBeanException(
                    "@Every on %s has '%s' where a duration is expected.".formatted(name(method), value), WAY_OUT);
        }
    }

    private static JobSchedule cron(Method method, String cron, String zone) {
        try {
            Clock clock = StringUtils.hasText(zone) ? Clock.system(ZoneId.of(zone)) : Clock.systemDefaultZone();
            CronExpression expression = CronExpression.parse(cron);
            if (expression.next(ZonedDateTime.now(clock)) == null) {
                throw new IllegalArgumentException("it has no next time");
            }
            return new CronSchedule(expression, clock);
        } catch (RuntimeException e) {
            throw new ActorBeanException(
                    "@Every on %s has the cron expression '%s'%s, which cannot be read: %s."
                            .formatted(
                                    name(method),
                                    cron,
                                    StringUtils.hasText(zone) ? " in the zone '%s'".formatted(zone) : "",
                                    e.getMessage()),
                    WAY_OUT);
        }
    }

    private String resolved(Method method, String value) {
        try {
            return properties.resolveRequiredPlaceholders(value);
        } catch (IllegalArgumentException e) {
            throw new ActorBeanException(
                    "@Every on %s has '%s', for which there is no property.".formatted(name(method), value),
                    "Set that property, or write a default behind a colon, as in ${my.interval:10s}.");
        }
    }

    private static String name(Method method) {
        return "%s.%s".formatted(method.getDeclaringClass().getName(), method.getName());
    }
}
