package io.nact.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How many messages of one class the turns of one thread have handled well, at actors of one type. Only that thread
 * counts; any may read.
 */
/*
 * One writer, so that reading, adding one and storing loses nothing, without a lock or an atomic operation. The store is
 * opaque: a reader sees whole numbers, soon, and none smaller than one that it has seen before. Whoever has learned of an
 * answer has also learned of what was counted before that was given, for the passing on of an answer is a volatile write.
 * Once a thread is seen not to be alive, all that it has counted is seen, and no more comes: what it has may be added to
 * something else and be forgotten here.
 */
final class Tallied {

    private static final VarHandle COUNT;

    static {
        try {
            COUNT = MethodHandles.lookup().findVarHandle(Tallied.class, "count", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final TypeStats type;

    private final Class<?> message;

    private final Thread thread;

    private long count;

    // So that the counts of two threads, which a collector may have put beside each other, never share a cache line.
    long p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11, p12;

    Tallied(TypeStats type, Class<?> message, Thread thread) {
        this.type = type;
        this.message = message;
        this.thread = thread;
    }

    boolean isOf(TypeStats askedType, Class<?> askedMessage) {
        return type == askedType && message == askedMessage;
    }

    /** Where to look for it first among so many places, a power of two. */
    static int place(TypeStats type, Class<?> message, int places) {
        // Both are hashes by identity, and so spread already.
        return type.hashCode() + message.hashCode() & places - 1;
    }

    int place(int places) {
        return place(type, message, places);
    }

    boolean isOfEndedSystem() {
        return type.system().hasEnded();
    }

    /** By the thread whose it is. */
    void increment() {
        COUNT.setOpaque(this, count + 1);
    }

    /** How many by now. Any thread. */
    long count() {
        return (long) COUNT.getOpaque(this);
    }

    /** Whether nothing more is counted. Asked before {@link #count}, the count is the last one then. */
    boolean isFinal() {
        return !thread.isAlive();
    }
}
