package io.nact.persistence.memory;

import io.nact.persistence.journal.Storage;
import io.nact.testkit.persistence.JournalContract;

class InMemoryJournalTests extends JournalContract {

    @Override
    protected Storage create() {
        return new InMemoryStorage();
    }
}
