package io.nact.persistence.projection;

import io.nact.persistence.journal.PersistenceException;
import io.nact.persistence.journal.ProjectionProgress;
import io.nact.persistence.journal.ProjectionStore;
import java.util.concurrent.atomic.AtomicReference;

/** Something that somebody does to a projection by hand, for all processes. */
record Intervention(String name, ProjectionStore store) {

    /** Waits for whoever has the projection, changes it, and answers how far it is then. */
    ProjectionProgress carryOut(ProjectionStore.Update update) {
        AtomicReference<ProjectionProgress> after = new AtomicReference<>();
        try {
            boolean done = store.update(name, (progress, transaction) -> {
                after.set(update.from(progress, transaction));
                return after.get();
            });
            if (!done) {
                throw new IllegalStateException("Projection '%s' has never been started".formatted(name));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PersistenceException("Nobody waited for projection '%s'".formatted(name), e);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new PersistenceException("Projection '%s' could not be changed".formatted(name), failure);
        }
        return after.get();
    }
}
