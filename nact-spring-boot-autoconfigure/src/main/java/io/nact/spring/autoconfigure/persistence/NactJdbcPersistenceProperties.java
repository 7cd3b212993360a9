package io.nact.spring.autoconfigure.persistence;

import io.nact.persistence.jdbc.JdbcStorageOptions;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.jdbc.init.DatabaseInitializationProperties;
import org.springframework.util.unit.DataSize;

/** The properties under {@code nact.persistence.jdbc}. */
@ConfigurationProperties("nact.persistence.jdbc")
class NactJdbcPersistenceProperties extends DatabaseInitializationProperties {

    static final String PREFIX = "nact.persistence.jdbc";

    /**
     * Prefix of the names of the tables, perhaps with a schema before it. The script makes tables with the default prefix only.
     */
    private String tablePrefix = "nact_";

    /**
     * Number of events that one transaction stores at most, unless a single message has more.
     */
    private int maxBatchEvents = 500;

    /**
     * Size of the JSON that one transaction stores at most, unless a single message has more.
     */
    private DataSize maxBatchBytes = DataSize.ofMegabytes(4);

    /**
     * Time for which a write is tried before its outcome counts as unknown.
     */
    private Duration writeTimeout = Duration.ofSeconds(10);

    /**
     * Number of threads that read, for recoveries and snapshots. Each takes a connection while it does, and the writer one more.
     */
    private int readThreads = 4;

    /**
     * Whether a checkpoint follows each transaction on an H2 file, without which a crash of the JVM loses what was acknowledged last.
     */
    private boolean h2Checkpoint;

    /** Time for which it is at least known that a command with an id has been processed. */
    private Duration commandTtl = Duration.ofDays(7);

    /** A script that fails is no reason to go on without tables. */
    NactJdbcPersistenceProperties() {
        setContinueOnError(false);
    }

    @Override
    public String getDefaultSchemaLocation() {
        return "classpath:io/nact/persistence/jdbc/schema-@@platform@@.sql";
    }

    /** What the properties say of the storage. */
    JdbcStorageOptions options() {
        try {
            return JdbcStorageOptions.defaults()
                    .withTablePrefix(tablePrefix)
                    .withMaxBatchEvents(maxBatchEvents)
                    .withMaxBatchBytes(maxBatchBytes.toBytes())
                    .withWriteTimeout(writeTimeout)
                    .withReadThreads(readThreads)
                    .withH2Checkpoint(h2Checkpoint)
                    .withCommandTtl(commandTtl);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("%s: %s".formatted(PREFIX, wrong.getMessage()), wrong);
        }
    }

    public String getTablePrefix() {
        return tablePrefix;
    }

    public void setTablePrefix(String tablePrefix) {
        this.tablePrefix = tablePrefix;
    }

    public int getMaxBatchEvents() {
        return maxBatchEvents;
    }

    public void setMaxBatchEvents(int maxBatchEvents) {
        this.maxBatchEvents = maxBatchEvents;
    }

    public DataSize getMaxBatchBytes() {
        return maxBatchBytes;
    }

    public void setMaxBatchBytes(DataSize maxBatchBytes) {
        this.maxBatchBytes = maxBatchBytes;
    }

    public Duration getWriteTimeout() {
        return writeTimeout;
    }

    public void setWriteTimeout(Duration writeTimeout) {
        this.writeTimeout = writeTimeout;
    }

    public int getReadThreads() {
        return readThreads;
    }

    public void setReadThreads(int readThreads) {
        this.readThreads = readThreads;
    }

    public boolean isH2Checkpoint() {
        return h2Checkpoint;
    }

    public void setH2Checkpoint(boolean h2Checkpoint) {
        this.h2Checkpoint = h2Checkpoint;
    }

    public Duration getCommandTtl() {
        return commandTtl;
    }

    public void setCommandTtl(Duration commandTtl) {
        this.commandTtl = commandTtl;
    }
}
