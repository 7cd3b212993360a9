package io.nact.testkit.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nact.persistence.journal.ProjectionProgress;
import io.nact.persistence.journal.ProjectionStore;
import io.nact.persistence.journal.ProjectionTransaction;
import io.nact.persistence.journal.Storage;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What every store of projections must do. Implementers extend it, and keep sums by key where the store is, as an
 * application keeps what its projections make.
 */
public abstract class ProjectionStoreContract extends StorageContract {

    private final String name = "p" + newWriter();

    /** Another storage over the same place, as another process has one; the same one if there can be none. */
    protected abstract Storage another(Storage first);

    /** Adds to the sum of this key, which is 0 at first, in the transaction. */
    protected abstract void add(ProjectionTransaction transaction, String key, long amount) throws Exception;

    /** What has been added and committed. */
    protected abstract long sum(String key) throws Exception;

    @Test
    void whatHasNeverBegunIsNotThere() throws Exception {
        assertThat(store().find(name)).isEmpty();
        assertThat(store().all()).doesNotContainKey(name);
        assertThat(store().tryUpdate(name, (progress, transaction) -> progress.pause()))
                .isFalse();
        assertThat(store().update(name, (progress, transaction) -> progress.pause()))
                .isFalse();
    }

    @Test
    void beginsOnceWhereItIsTold() {
        store().create(name, 7);
        store().create(name, 9);

        assertThat(store().find(name)).contains(ProjectionProgress.after(7));
        assertThat(store().all()).containsEntry(name, ProjectionProgress.after(7));
    }

    @Test
    void severalMayLetItBeginAtOnce() {
        CompletableFuture<?>[] all = new CompletableFuture<?>[4];
        for (int i = 0; i < all.length; i++) {
            all[i] = begin(() -> store().create(name, 3));
        }

        CompletableFuture.allOf(all).orTimeout(30, TimeUnit.SECONDS).join();

        assertThat(store().find(name)).contains(ProjectionProgress.after(3));
    }

    @Test
    void whatAnUpdateAnswersIsStored() throws Exception {
        store().create(name, 0);
        ProjectionProgress stopped = new ProjectionProgress(Long.MAX_VALUE - 1, true, Long.MAX_VALUE, "an ärror");
        for (ProjectionProgress next : new ProjectionProgress[] {
            ProjectionProgress.after(5), ProjectionProgress.after(5).pause(), stopped, stopped.resume(), stopped.at(8)
        }) {
            ProjectionProgress before = store().find(name).orElseThrow();
            assertThat(store().tryUpdate(name, (progress, transaction) -> {
                        assertThat(progress).isEqualTo(before);
                        return next;
                    }))
                    .isTrue();
            assertThat(store().find(name)).contains(next);
        }
    }

    @Test
    void aLongErrorIsCut() throws Exception {
        store().create(name, 0);
        String error = "ä".repeat(5000);

        store().tryUpdate(name, (progress, transaction) -> progress.stop(1, error));

        assertThat(store().find(name).orElseThrow().error())
                .isEqualTo(error.substring(0, ProjectionProgress.LONGEST_ERROR));
    }

    @Test
    void namesThatLookAlikeAreOthers() {
        store().create(name + "a", 1);
        store().create(name + "A", 2);

        assertThat(store().find(name + "a")).contains(ProjectionProgress.after(1));
        assertThat(store().find(name + "A")).contains(ProjectionProgress.after(2));
    }

    @Test
    void whatIsWrittenIsStoredWithThePosition() throws Exception {
        store().create(name, 0);

        store().tryUpdate(name, (progress, transaction) -> {
            add(transaction, name, 3);
            add(transaction, name, 4);
            return progress.at(1);
        });

        assertThat(sum(name)).isEqualTo(7);
        assertThat(store().find(name)).contains(ProjectionProgress.after(1));
    }

    @Test
    void whatIsThrownUndoesWhatWasWrittenAndIsThrownAsItIs() throws Exception {
        store().create(name, 0);
        for (Exception failure : new Exception[] {new IOException("on purpose"), new IllegalStateException("too")}) {
            assertThatThrownBy(() -> store().tryUpdate(name, (progress, transaction) -> {
                        add(transaction, name, 3);
                        throw failure;
                    }))
                    .isSameAs(failure);
        }

        assertThat(sum(name)).isZero();
        assertThat(store().find(name)).contains(ProjectionProgress.after(0));
        assertThat(store().tryUpdate(name, (progress, transaction) -> progress.at(1)))
                .isTrue();
    }

    @Test
    void whatIsDoneOutsideAnswersAndThrows() throws Exception {
        store().create(name, 0);
        IOException failure = new IOException("on purpose");

        store().tryUpdate(name, (progress, transaction) -> {
            assertThat(transaction.outside(() -> 42)).isEqualTo(42);
            assertThatThrownBy(() -> transaction.outside(() -> {
                        throw failure;
                    }))
                    .isSameAs(failure);
            add(transaction, name, 1);
            return progress.at(1);
        });

        assertThat(sum(name)).isOne();
    }

    @Test
    void whatATransactionDoesNotHaveIsRefused() throws Exception {
        store().create(name, 0);

        store().tryUpdate(name, (progress, transaction) -> {
            assertThatThrownBy(() -> transaction.resource(Thread.class))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("java.lang.Thread");
            return progress;
        });
    }

    @Test
    void oneAtATimeHasIt() throws Exception {
        store().create(name, 0);
        try (Storage other = another(storage())) {
            for (ProjectionStore competitor : new ProjectionStore[] {store(), other.projections()}) {
                CompletableFuture<Void> has = new CompletableFuture<>();
                CompletableFuture<Void> go = new CompletableFuture<>();
                CompletableFuture<?> first = begin(() -> store().tryUpdate(name, (progress, transaction) -> {
                    has.complete(null);
                    go.get(30, TimeUnit.SECONDS);
                    return progress.at(progress.position() + 1);
                }));
                has.get(30, TimeUnit.SECONDS);

                assertThat(competitor.tryUpdate(name, (progress, transaction) -> {
                            throw new AssertionError("Two have it");
                        }))
                        .isFalse();
                CompletableFuture<?> second = begin(() ->
                        competitor.update(name, (progress, transaction) -> progress.at(progress.position() + 10)));
                go.complete(null);
                first.get(30, TimeUnit.SECONDS);
                second.get(30, TimeUnit.SECONDS);
            }
            assertThat(store().find(name)).contains(ProjectionProgress.after(22));
        }
    }

    @Test
    void othersAreNotKeptFromOtherProjections() throws Exception {
        store().create(name, 0);
        store().create(name + "2", 0);

        store().tryUpdate(name, (progress, transaction) -> {
            CompletableFuture<?> other = begin(() -> store().tryUpdate(name + "2", (its, inAnother) -> its.at(5)));
            other.get(30, TimeUnit.SECONDS);
            return progress.at(1);
        });

        assertThat(store().all())
                .containsAllEntriesOf(
                        Map.of(name, ProjectionProgress.after(1), name + "2", ProjectionProgress.after(5)));
    }

    @Test
    void threeCompetingNodesApplyEachEventOnceWhateverFails() throws Exception {
        new CompetingProjections(name, this::add, this::sum).run(storage(), () -> another(storage()));
    }

    private ProjectionStore store() {
        return storage().projections();
    }

    private interface Deed {

        void run() throws Exception;
    }

    private static CompletableFuture<Void> begin(Deed deed) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                deed.run();
                done.complete(null);
            } catch (Throwable failure) {
                done.completeExceptionally(failure);
            }
        });
        thread.start();
        return done;
    }
}
