package io.nact.persistence.projection;

import io.nact.persistence.journal.PersistenceException;
import io.nact.persistence.journal.ProjectionProgress;
import io.nact.persistence.journal.ProjectionStore;
import java.util.ArrayList;
import java.util.List;

/** Something that somebody does to a projection by hand, for all processes. */
record Intervention(String name, ProjectionStore store) {

    /** Waits for whoever has the projection, changes it, and answers how far it is then. */
    ProjectionProgress carryOut(ProjectionStore.Update update) {
        List<ProjectionProgress> after = new ArrayList<>(1);
        try {
            store.update(name, (progress, transaction) -> {
                after.add(update.from(progress, transaction));
                return after.get(0);
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PersistenceException("Nobody waited for projection '%s'".formatted(name), e);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new PersistenceException("Projection '%s' could not be changed".formatted(name), failure);
        }
        if (after.isEmpty()) {
            throw new IllegalStateException("Projection '%s' has never been started".formatted(name));
        }
        return after.get(0);
    }
}
