package io.nact.persistence.memory;

import io.nact.persistence.journal.Storage;
import io.nact.testkit.persistence.EventFeedContract;

class InMemoryFeedTests extends EventFeedContract {

    @Override
    protected Storage create() {
        return new InMemoryStorage();
    }
}
