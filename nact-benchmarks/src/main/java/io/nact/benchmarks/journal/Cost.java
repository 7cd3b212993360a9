package io.nact.benchmarks.journal;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;

/**
 * What it takes to keep events, which says something on a machine that does other things as well, where time does not.
 *
 * @param rate how many events a second
 * @param program µs of processor for each in this process, all threads
 * @param server µs of processor for each in the database's processes
 */
record Cost(double rate, double program, double server) {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    static Cost of(Database database, Deposits deposits, Duration length) throws SQLException {
        long programBefore = SYSTEM.getProcessCpuTime();
        Duration serverBefore = database.cpu();
        long eventsBefore = deposits.total();
        double rate = deposits.rate(length);
        double events = deposits.total() - eventsBefore;
        return new Cost(
                rate,
                (SYSTEM.getProcessCpuTime() - programBefore) / 1e3 / events,
                database.cpu().minus(serverBefore).toNanos() / 1e3 / events);
    }

    double cpu() {
        return program + server;
    }
}
