package io.nact.persistence.jdbc;

import java.util.UUID;

class H2MemoryTests extends JdbcStorageContract {

    @Override
    TestDatabase start() {
        return TestDatabase.at("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000", "sa");
    }
}
