package io.nact.persistence.jdbc;

/** What the tables are called, and in which dialect they are spoken to. */
record Tables(Sql sql, Dialect dialect) {}
