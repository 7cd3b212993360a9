package io.nact.persistence.memory;

import io.nact.persistence.journal.Storage;
import io.nact.testkit.persistence.DurableStateContract;

class InMemoryStatesTests extends DurableStateContract {

    @Override
    protected Storage create() {
        return new InMemoryStorage();
    }
}
