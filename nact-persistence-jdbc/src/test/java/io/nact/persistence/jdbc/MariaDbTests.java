package io.nact.persistence.jdbc;

import org.junit.jupiter.api.Tag;

/** Only with -Pdatabases: the server is a download of 140 MB. */
@Tag("databases")
class MariaDbTests extends JdbcStorageContract {

    @Override
    TestDatabase start() throws Exception {
        MariaDbServer server = MariaDbServer.start();
        return TestDatabase.at(server.url(), server.user(), server::close);
    }
}
