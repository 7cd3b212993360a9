package io.nact.demo.monitoring;

import java.io.IOException;

/** Programs that have to be installed. */
final class Installed {

    private Installed() {}

    /** Starts one, or fails with the way to get it. */
    static Process start(ProcessBuilder program) {
        try {
            return program.start();
        } catch (IOException e) {
            throw new AssertionError(
                    "'%s' cannot be started. These tests need Prometheus: .ci/provide prometheus prometheus"
                            .formatted(program.command().get(0)),
                    e);
        }
    }
}
