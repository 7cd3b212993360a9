package io.nact.spring.autoconfigure.persistence;

import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.boot.jdbc.init.PropertiesBasedDataSourceScriptDatabaseInitializer;

/** Makes the tables of the journal, where the properties ask for it. */
final class JournalTablesInitializer
        extends PropertiesBasedDataSourceScriptDatabaseInitializer<NactJdbcPersistenceProperties> {

    JournalTablesInitializer(DataSource dataSource, NactJdbcPersistenceProperties properties) {
        super(dataSource, properties, Map.of(DatabaseDriver.MARIADB, "mysql"));
    }
}
