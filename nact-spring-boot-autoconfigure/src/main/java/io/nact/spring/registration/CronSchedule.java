package io.nact.spring.registration;

import io.nact.component.JobSchedule;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/** At the times of a cron expression. Of one actor, whose turns are the only ones to ask. */
final class CronSchedule implements JobSchedule {

    /** Where an expression has no next time. */
    private static final Duration NEVER = Duration.ofDays(100 * 365);

    private final CronExpression expression;

    private final Clock clock;

    private volatile @Nullable ZonedDateTime due;

    CronSchedule(CronExpression expression, Clock clock) {
        this.expression = expression;
        this.clock = clock;
    }

    @Override
    public Duration first() {
        return untilAfter(ZonedDateTime.now(clock));
    }

    /** The clock of the timers is another one, so that what is due may come a little early: not to come twice. */
    @Override
    public Duration next() {
        ZonedDateTime now = ZonedDateTime.now(clock);
        ZonedDateTime last = due;
        return untilAfter(last != null && last.isAfter(now) ? last : now);
    }

    private Duration untilAfter(ZonedDateTime time) {
        due = expression.next(time);
        return due == null ? NEVER : Duration.between(ZonedDateTime.now(clock), due);
    }
}
