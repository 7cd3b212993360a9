package io.nact.dashboard;

/** Somebody who looks at the stream. */
interface Viewer {

    /** The latest sample, as JSON. Must not block; one that comes before the last has gone out may take its place. */
    void show(String sample);

    /** There will be no more. */
    void end();
}
