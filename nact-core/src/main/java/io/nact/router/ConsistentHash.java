package io.nact.router;

import io.nact.ActorContext;
import io.nact.ActorRef;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The routee that scores highest for the key. Each routee's score for a key is its own, whoever else there is, so that a
 * key moves only if its routee ends or a better one comes.
 */
/*
 * Rendezvous hashing rather than a ring: as even as a ring with endless virtual nodes, nothing to build when a routee
 * comes or goes, and for the few routees that a router has one score each costs less than the search of a ring.
 */
final class ConsistentHash<M> implements Routing<M> {

    private final Function<? super M, ?> key;

    private List<ActorRef<M>> scored = List.of();

    private long[] hashes = {};

    ConsistentHash(Function<? super M, ?> key) {
        this.key = key;
    }

    @Override
    public void route(M message, List<ActorRef<M>> routees, ActorContext<M> router) {
        Object of = Objects.requireNonNull(key.apply(message), "The key of a message that is routed by it");
        if (routees != scored) {
            hashes = routees.stream()
                    .mapToLong(routee -> hash(routee.path().toString()))
                    .toArray();
            scored = routees;
        }
        router.forward(routees.get(highest(hash(of), hashes)), message);
    }

    /** Which of these has the highest score for the key. */
    static int highest(long key, long[] routees) {
        int highest = 0;
        long best = Long.MIN_VALUE;
        for (int i = 0; i < routees.length; i++) {
            long score = mix(key ^ routees[i]);
            if (score > best) {
                highest = i;
                best = score;
            }
        }
        return highest;
    }

    /** A well-spread hash; of a string's characters, since many strings share their 32 bits. */
    static long hash(Object key) {
        if (!(key instanceof String text)) {
            return mix(key.hashCode());
        }
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = hash * 0x9E3779B97F4A7C15L + text.charAt(i);
        }
        return mix(hash);
    }

    /** The last step of MurmurHash3: each bit of the result depends on each bit of the value. */
    private static long mix(long value) {
        long mixed = (value ^ value >>> 33) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ mixed >>> 33;
    }

    @Override
    public Routing<M> forRouter() {
        return new ConsistentHash<>(key);
    }
}
