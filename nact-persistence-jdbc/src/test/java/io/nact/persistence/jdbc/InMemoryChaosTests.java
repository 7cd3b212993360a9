package io.nact.persistence.jdbc;

import org.junit.jupiter.api.Test;

/** What every database has to stand the journal in memory stands, too. */
class InMemoryChaosTests {

    @Test
    void nothingAcknowledgedIsLostAndNothingAppliedTwiceWhateverFails() throws Exception {
        try (ShakenStorages storages = ShakenStorages.inMemory()) {
            new Chaos(storages).run();
        }
    }

    @Test
    void actorsSayOnlyWhatTheyWillRememberWhateverFails() throws Exception {
        try (ShakenStorages storages = ShakenStorages.inMemory()) {
            new ActorChaos(storages).run();
        }
    }
}
