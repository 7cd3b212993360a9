package io.nact.testkit;

import io.nact.dispatch.Dispatcher;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/** Keeps what actors have to do until the simulation chooses it. */
final class SimulatedDispatcher implements Dispatcher {

    private static final int PARALLELISM = 4;

    private final List<Step> ready;

    private boolean closed;

    SimulatedDispatcher(List<Step> ready) {
        this.ready = ready;
    }

    @Override
    public String name() {
        return "simulation";
    }

    /** So many messages a stateless actor handles at once unless told. */
    @Override
    public int parallelism() {
        return PARALLELISM;
    }

    @Override
    public boolean mayBlock() {
        return false;
    }

    /** So that each message is a step of its own. */
    @Override
    public int throughput() {
        return 1;
    }

    @Override
    public void execute(Runnable task) {
        if (closed) {
            throw new RejectedExecutionException("The simulation has ended");
        }
        ready.add(Step.of(task));
    }

    @Override
    public void close() {
        closed = true;
    }
}
