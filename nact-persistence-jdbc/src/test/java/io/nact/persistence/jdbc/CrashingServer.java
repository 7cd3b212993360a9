package io.nact.persistence.jdbc;

import java.io.IOException;

/** A database server that ends at once, whatever it is doing, and comes back at the same place with what it has kept. */
interface CrashingServer extends AutoCloseable {

    String url();

    String user();

    void crash() throws Exception;

    @Override
    void close() throws IOException;
}
