package io.nact.spring.autoconfigure.persistence;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The properties under {@code nact.persistence} that hold wherever events are stored.
 *
 * @param journal Where events are stored. Defaults to jdbc with nact-persistence-jdbc and a data source, else to memory.
 * @param maxEventSize Size that the JSON of one event may have.
 * @param maxConcurrentRecoveries Number of actors that may get their state back at once, while others wait.
 * @param pageSize Number of events that a recovery reads at a time.
 */
@ConfigurationProperties("nact.persistence")
record NactPersistenceProperties(
        @Nullable Journal journal,
        @DefaultValue("512KB") DataSize maxEventSize,
        @DefaultValue("32") int maxConcurrentRecoveries,
        @DefaultValue("500") int pageSize) {

    /** The property that says where events are stored. */
    static final String JOURNAL = "nact.persistence.journal";

    NactPersistenceProperties {
        atLeastOne("nact.persistence.max-event-size", maxEventSize.toBytes());
        atMostInt("nact.persistence.max-event-size", maxEventSize.toBytes());
        atLeastOne("nact.persistence.max-concurrent-recoveries", maxConcurrentRecoveries);
        atLeastOne("nact.persistence.page-size", pageSize);
    }

    private static void atLeastOne(String property, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s must be at least 1, not %d".formatted(property, value));
        }
    }

    private static void atMostInt(String property, long value) {
        if (value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("%s must be below 2 GB, not %d bytes".formatted(property, value));
        }
    }

    /** Where events are stored. */
    enum Journal {
        /** In a relational database. */
        JDBC,
        /** In the heap, and gone with the JVM. */
        MEMORY
    }
}
