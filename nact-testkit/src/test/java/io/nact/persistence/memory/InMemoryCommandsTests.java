package io.nact.persistence.memory;

import io.nact.persistence.journal.Storage;
import io.nact.testkit.persistence.CommandLogContract;

class InMemoryCommandsTests extends CommandLogContract {

    @Override
    protected Storage create() {
        return new InMemoryStorage();
    }
}
