package io.nact.engine;

/** Which errors leave the JVM in a state in which no actor can be relied on. */
final class FatalErrors {

    private FatalErrors() {}

    /** Out of memory and the like. A stack overflow is not: it is over as soon as it has been thrown. */
    static boolean isFatal(Throwable thrown) {
        return thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError);
    }
}
