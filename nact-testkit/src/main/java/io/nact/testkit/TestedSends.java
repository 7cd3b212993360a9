package io.nact.testkit;

import io.nact.HeldSends;
import io.nact.path.ActorPath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a behaviour under test sends, held back while it says so: only then is it an effect. */
final class TestedSends {

    private @Nullable Held holder;

    /** Does it, now or when it is released. */
    void send(Runnable send) {
        Held held = holder;
        if (held == null) {
            send.run();
        } else {
            held.add(send);
        }
    }

    /** For what cannot be held back. */
    void refuse(String what, ActorPath target) {
        Held held = holder;
        if (held != null) {
            throw new IllegalStateException(
                    "The behaviour under test cannot %s %s here, where what it sends is held back until it counts: %s"
                            .formatted(what, target, held.wayOut));
        }
    }

    HeldSends hold(String wayOut) {
        return new Held(wayOut);
    }

    private final class Held implements HeldSends {

        private final String wayOut;

        private final List<Runnable> sends = new ArrayList<>();

        Held(String wayOut) {
            this.wayOut = wayOut;
        }

        @Override
        public void during(Action code) throws Exception {
            Held before = holder;
            holder = this;
            try {
                code.run();
            } finally {
                holder = before;
            }
        }

        @Override
        public void add(Runnable send) {
            sends.add(send);
        }

        @Override
        public void release() {
            List<Runnable> due = List.copyOf(sends);
            sends.clear();
            due.forEach(Runnable::run);
        }

        @Override
        public void drop() {
            sends.clear();
        }
    }
}
