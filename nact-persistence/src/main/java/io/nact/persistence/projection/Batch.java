package io.nact.persistence.projection;

import io.nact.persistence.journal.ProjectionProgress;
import io.nact.persistence.journal.ProjectionStore;
import io.nact.persistence.journal.ProjectionTransaction;
import org.jspecify.annotations.Nullable;

/** The handling of one page, under the lock of the projection. */
final class Batch implements ProjectionStore.Update {

    private final Page page;

    private final Handlers handlers;

    private final ProjectionMode mode;

    private final long expected;

    private final Closing closing;

    private boolean begun;

    private boolean overtaken;

    private long reached;

    private @Nullable EventFailure failure;

    /** Of what follows the stored position that is expected: if it is another one, somebody has been quicker. */
    Batch(Page page, Handlers handlers, ProjectionMode mode, long expected, Closing closing) {
        this.page = page;
        this.handlers = handlers;
        this.mode = mode;
        this.expected = expected;
        this.closing = closing;
        this.reached = expected;
    }

    @Override
    public ProjectionProgress from(ProjectionProgress progress, ProjectionTransaction transaction) throws Exception {
        if (!progress.isRunning() || progress.position() != expected) {
            overtaken = true;
            return progress;
        }
        for (Delivery delivery : page.deliveries()) {
            if (closing.hasBegun()) {
                return progress.at(reached);
            }
            begun = true;
            try {
                deliver(delivery, transaction);
            } catch (EventFailure failed) {
                if (mode == ProjectionMode.EXACTLY_ONCE) {
                    throw failed; // and so undoes the others of the page
                }
                failure = failed;
                return progress.at(reached);
            }
            reached = delivery.position();
        }
        reached = page.through();
        return progress.at(reached);
    }

    private void deliver(Delivery delivery, ProjectionTransaction transaction) throws Exception {
        if (mode == ProjectionMode.EXACTLY_ONCE) {
            delivery.to(handlers, transaction);
        } else {
            transaction.outside(() -> {
                delivery.to(handlers, OutsideTransaction.INSTANCE);
                return delivery;
            });
        }
    }

    /** Whether a handler has been called. */
    boolean isBegun() {
        return begun;
    }

    boolean isOvertaken() {
        return overtaken;
    }

    /** The position up to which all is handled. */
    long reached() {
        return reached;
    }

    /** What could not be handled, with all before it stored. */
    @Nullable
    EventFailure failure() {
        return failure;
    }
}
