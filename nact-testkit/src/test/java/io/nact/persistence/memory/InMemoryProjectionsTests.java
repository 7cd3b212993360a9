package io.nact.persistence.memory;

import io.nact.persistence.journal.ProjectionTransaction;
import io.nact.persistence.journal.Storage;
import io.nact.testkit.persistence.ProjectionStoreContract;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

class InMemoryProjectionsTests extends ProjectionStoreContract {

    private final Map<String, Long> sums = new ConcurrentHashMap<>();

    @Override
    protected Storage create() {
        return new InMemoryStorage();
    }

    @Override
    protected Storage another(Storage first) {
        return first;
    }

    @Override
    protected void add(ProjectionTransaction transaction, String key, long amount) {
        transaction.resource(InMemoryTransaction.class).onCommit(() -> sums.merge(key, amount, Long::sum));
    }

    @Override
    protected long sum(String key) {
        return sums.getOrDefault(key, 0L);
    }
}
