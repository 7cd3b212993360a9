package io.nact.dispatch;

/** Tasks that an outcome can name, and that nobody runs. */
enum Task implements Runnable {
    FIRST,
    SECOND;

    @Override
    public void run() {
        throw new AssertionError("A race looks only at who takes a task");
    }
}
