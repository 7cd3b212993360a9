package io.nact.dashboard;

/** How a stream is sent, which depends on the web server. */
interface LiveStream {

    /** What an operation returns to have the samples sent as events from now on. */
    Object open();
}
