package io.nact.benchmarks.savina;

import io.nact.benchmarks.Engine;
import io.nact.benchmarks.Workload;

/**
 * Savina's recursive matrix multiplication: a master, and workers that divide a large block of the product into four and
 * compute a small one. Here each block is computed by one worker, so that none writes what another one does.
 *
 * @param <R> the library's reference to an actor
 */
final class MatrixMultiplication<R> implements Workload<R> {

    private static final int WORKERS = 20;

    private static final int BLOCK = 8;

    private final Engine<R> engine;

    private final int length;

    private final double[][] left;

    private final double[][] right;

    /** @param length of a matrix's side, a power of two */
    MatrixMultiplication(Engine<R> engine, int length) {
        this.engine = engine;
        this.length = length;
        this.left = new double[length][length];
        this.right = new double[length][length];
        for (int row = 0; row < length; row++) {
            for (int column = 0; column < length; column++) {
                left[row][column] = row;
                right[row][column] = column;
            }
        }
    }

    /** An operation is a block that is divided or computed. */
    @Override
    public long run() throws InterruptedException {
        Outcome outcome = new Outcome();
        double[][] product = new double[length][length];
        engine.tell(engine.spawn(() -> new Master<>(WORKERS, outcome)), new Block(product, 0, 0, length));
        long blocks = (long) (length / BLOCK) * (length / BLOCK);
        outcome.mustBe("Computed blocks", blocks);
        check(product);
        return (4 * blocks - 1) / 3;
    }

    private void check(double[][] product) {
        for (int row = 0; row < length; row++) {
            for (int column = 0; column < length; column++) {
                double expected = (double) length * row * column;
                if (product[row][column] != expected) {
                    throw new IllegalStateException("Row %d, column %d is %s instead of %s"
                            .formatted(row, column, product[row][column], expected));
                }
            }
        }
    }

    private final class Block implements Master.Work {

        private final double[][] product;

        private final int row;

        private final int column;

        private final int side;

        Block(double[][] product, int row, int column, int side) {
            this.product = product;
            this.row = row;
            this.column = column;
            this.side = side;
        }

        @Override
        public void doneBy(Master.Hands hands) {
            if (side == BLOCK) {
                compute();
                hands.found();
                return;
            }
            int half = side / 2;
            hands.handBack(new Block(product, row, column, half));
            hands.handBack(new Block(product, row, column + half, half));
            hands.handBack(new Block(product, row + half, column, half));
            hands.handBack(new Block(product, row + half, column + half, half));
        }

        private void compute() {
            for (int i = row; i < row + side; i++) {
                for (int k = 0; k < length; k++) {
                    double factor = left[i][k];
                    for (int j = column; j < column + side; j++) {
                        product[i][j] += factor * right[k][j];
                    }
                }
            }
        }
    }
}
