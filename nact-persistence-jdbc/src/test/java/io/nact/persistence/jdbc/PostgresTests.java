package io.nact.persistence.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

class PostgresTests extends JdbcStorageContract {

    @Override
    TestDatabase start() throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.start();
        return TestDatabase.at(server.getJdbcUrl("postgres", "postgres"), "postgres", server::close);
    }
}
