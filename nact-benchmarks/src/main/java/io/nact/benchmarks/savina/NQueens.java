package io.nact.benchmarks.savina;

import io.nact.benchmarks.Engine;
import io.nact.benchmarks.Workload;
import java.util.Arrays;

/**
 * Savina's n queens: a master, and workers that place one more queen on a board with few and search on from a board with
 * more. Without the priorities of the original.
 *
 * @param <R> the library's reference to an actor
 */
final class NQueens<R> implements Workload<R> {

    private static final long[] SOLUTIONS = {1, 1, 0, 0, 2, 10, 4, 40, 92, 352, 724, 2_680, 14_200};

    private static final int WORKERS = 20;

    private static final int THRESHOLD = 4;

    private final Engine<R> engine;

    private final int size;

    /** @param size up to 12 */
    NQueens(Engine<R> engine, int size) {
        this.engine = engine;
        this.size = size;
    }

    /** An operation is a solution. */
    @Override
    public long run() throws InterruptedException {
        Outcome outcome = new Outcome();
        engine.tell(engine.spawn(() -> new Master<>(WORKERS, outcome)), new Board(new int[0]));
        outcome.mustBe("Solutions", SOLUTIONS[size]);
        return SOLUTIONS[size];
    }

    private final class Board implements Master.Work {

        private final int[] columns;

        Board(int[] columns) {
            this.columns = columns;
        }

        @Override
        public void doneBy(Master.Hands hands) {
            int row = columns.length;
            if (row >= THRESHOLD) {
                search(Arrays.copyOf(columns, size), row, hands);
                return;
            }
            for (int column = 0; column < size; column++) {
                if (isFree(columns, row, column)) {
                    int[] longer = Arrays.copyOf(columns, row + 1);
                    longer[row] = column;
                    hands.handBack(new Board(longer));
                }
            }
        }

        private void search(int[] board, int row, Master.Hands hands) {
            if (row == size) {
                hands.found();
                return;
            }
            for (int column = 0; column < size; column++) {
                if (isFree(board, row, column)) {
                    board[row] = column;
                    search(board, row + 1, hands);
                }
            }
        }
    }

    private static boolean isFree(int[] board, int row, int column) {
        for (int other = 0; other < row; other++) {
            int distance = Math.abs(board[other] - column);
            if (distance == 0 || distance == row - other) {
                return false;
            }
        }
        return true;
    }
}
