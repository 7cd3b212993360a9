package io.nact.persistence.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2FileTests extends JdbcStorageContract {

    @TempDir
    private static Path directory;

    @Override
    TestDatabase start() {
        return TestDatabase.at("jdbc:h2:file:" + directory.resolve("journal") + ";LOCK_TIMEOUT=10000", "sa");
    }
}
