package io.nact.spring.test.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.Entities;
import io.nact.persistence.Persistence;
import io.nact.persistence.memory.InMemoryStorage;
import io.nact.spring.test.ActorTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A slice has the persistent actors of the application, and stores in memory, also if the application uses a database. */
@ActorTest(properties = "nact.persistence.journal=jdbc")
class PersistentSliceTests {

    @Autowired
    Entities<Deposit> accounts;

    @Autowired
    Entities<CountersConfiguration.Count> counters;

    @Autowired
    Persistence persistence;

    @Test
    void annotatedOnesAreThere() {
        assertThat(accounts.get("a").call(new Deposit(3))).isEqualTo(3);
        assertThat(accounts.get("a").call(new Deposit(4))).isEqualTo(7);
    }

    @Test
    void definedOnesAreThereWithWhatTheyStore() {
        assertThat(counters.get("a").call(new CountersConfiguration.Count())).isEqualTo(1);
        assertThat(counters.get("a").call(new CountersConfiguration.Count())).isEqualTo(2);
    }

    @Test
    void theyStoreInMemory() {
        assertThat(persistence.storage()).isInstanceOf(InMemoryStorage.class);
    }
}
