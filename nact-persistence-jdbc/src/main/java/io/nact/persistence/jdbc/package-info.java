/**
 * Events, snapshots, states, processed commands and the progress of projections in a relational database, over plain JDBC.
 *
 * <p>One thread per storage writes: it takes whatever waits, stores it in one transaction and answers everybody after the
 * commit. Each such transaction begins by locking the one row of {@code nact_journal_lock}, so that positions are handed out
 * in the order of commits, by however many processes. The scripts that make the tables stand beside these classes as
 * {@code schema-postgresql.sql}, {@code schema-mysql.sql} (MariaDB too) and {@code schema-h2.sql}, and as migrations for Flyway
 * under {@code migration}.
 */
@NullMarked
package io.nact.persistence.jdbc;

import org.jspecify.annotations.NullMarked;
