package io.nact.persistence.memory;

import io.nact.persistence.journal.Storage;
import io.nact.testkit.persistence.SnapshotStoreContract;

class InMemorySnapshotsTests extends SnapshotStoreContract {

    @Override
    protected Storage create() {
        return new InMemoryStorage();
    }
}
