package io.nact.persistence.jdbc;

import io.nact.persistence.journal.EventFeed.Registration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who wants to hear that something has been stored. */
final class Announcements {

    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    Registration register(Runnable listener) {
        Runnable own = listener::run; // one that is given twice is called twice, and removed once
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    void tell() {
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException failure) {
                LOG.warn(
                        "A listener to what is stored failed with {}",
                        failure.getClass().getName());
            }
        }
    }
}
