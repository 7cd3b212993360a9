package io.nact.spring.registration;

import io.nact.component.JobSchedule;
import java.time.Duration;

/** In equal intervals. */
record IntervalSchedule(Duration first, Duration next) implements JobSchedule {}
