package io.nact.persistence.memory;

import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.ProjectionProgress;
import io.nact.persistence.journal.ProjectionStore;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** How far projections are, each under a lock of its own. */
final class InMemoryProjections implements ProjectionStore {

    private static final long LONGEST_WAIT_SECONDS = 10;

    private final Map<String, Row> rows = new ConcurrentHashMap<>();

    private final Readers readers;

    private static final class Row {

        /** Fair, so that whoever waits to pause a busy projection gets it. */
        private final ReentrantLock lock = new ReentrantLock(true);

        private volatile ProjectionProgress progress;

        Row(ProjectionProgress progress) {
            this.progress = progress;
        }
    }

    InMemoryProjections(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Optional<ProjectionProgress> find(String name) {
        readers.requireOpen();
        return Optional.ofNullable(rows.get(name)).map(row -> row.progress);
    }

    @Override
    public Map<String, ProjectionProgress> all() {
        readers.requireOpen();
        Map<String, ProjectionProgress> all = new TreeMap<>();
        rows.forEach((name, row) -> all.put(name, row.progress));
        return all;
    }

    @Override
    public void create(String name, long position) {
        readers.requireOpen();
        rows.putIfAbsent(name, new Row(ProjectionProgress.after(position)));
    }

    @Override
    public boolean tryUpdate(String name, Update update) throws Exception {
        return update(name, 0, update);
    }

    @Override
    public boolean update(String name, Update update) throws Exception {
        boolean done = update(name, LONGEST_WAIT_SECONDS, update);
        if (!done && rows.containsKey(name)) {
            throw new JournalUnavailableException("Projection '%s' is being worked at for longer than %d seconds"
                    .formatted(name, LONGEST_WAIT_SECONDS));
        }
        return done;
    }

    private boolean update(String name, long seconds, Update update) throws Exception {
        readers.requireOpen();
        Row row = rows.get(name);
        if (row == null || !row.lock.tryLock(seconds, TimeUnit.SECONDS)) {
            return false;
        }
        try {
            InMemoryTransaction transaction = new InMemoryTransaction();
            ProjectionProgress after = update.from(row.progress, transaction);
            transaction.commit();
            row.progress = after;
            return true;
        } finally {
            row.lock.unlock();
        }
    }
}
