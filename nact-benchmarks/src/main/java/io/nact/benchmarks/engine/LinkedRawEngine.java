package io.nact.benchmarks.engine;

import io.nact.benchmarks.Actor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@link RawEngine} on linked queues without padding, each a part of its actor. */
public final class LinkedRawEngine extends RawEngine {

    public LinkedRawEngine(int threads) {
        super(threads);
    }

    @Override
    public RawActor spawn(Supplier<? extends Actor<RawActor>> actor) {
        return new Linked(this, actor.get());
    }

    private static final class Node {

        private @Nullable Object message;

        private volatile @Nullable Node next;

        Node(@Nullable Object message) {
            this.message = message;
        }
    }

    /** Vyukov's queue: senders exchange the tail and then link; until then the reader takes the rest for empty. */
    private static final class Linked extends RawActor {

        private static final VarHandle TAIL;

        private static final VarHandle NEXT;

        static {
            try {
                MethodHandles.Lookup lookup = MethodHandles.lookup();
                TAIL = lookup.findVarHandle(Linked.class, "tail", Node.class);
                NEXT = lookup.findVarHandle(Node.class, "next", Node.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        private Node head = new Node(null);

        private volatile Node tail = head;

        Linked(RawEngine engine, Actor<RawActor> actor) {
            super(engine, actor);
        }

        @Override
        void push(Object message) {
            Node node = new Node(message);
            Node before = (Node) TAIL.getAndSet(this, node);
            NEXT.setRelease(before, node);
        }

        @Override
        @Nullable
        Object poll() {
            Node first = head.next;
            if (first == null) {
                return null;
            }
            Object message = first.message;
            first.message = null;
            head = first;
            return message;
        }

        @Override
        boolean isEmpty() {
            // By the tail: its exchange comes before the sender's look at the flag, while the link may still come after
            // it.
            return head == tail;
        }
    }
}
