package io.nact.engine;

/** Names of actors: those that the engine makes, a dollar sign and a number, which are not kept as text; and hashes. */
final class Names {

    private static final char FIRST = '$';

    private Names() {}

    static String generated(int number) {
        return FIRST + Integer.toUnsignedString(number);
    }

    /** Whether this is the name with that number. */
    static boolean isGenerated(String name, int number) {
        return !name.isEmpty() && name.charAt(0) == FIRST && name.equals(generated(number));
    }

    /** What {@link String#hashCode()} of the name is, without making it. */
    static int hashOfGenerated(int number) {
        long rest = Integer.toUnsignedLong(number);
        int hash = 0;
        int factor = 1;
        do {
            hash += factor * ('0' + (int) (rest % 10));
            factor *= 31;
            rest /= 10;
        } while (rest > 0);
        return hash + factor * FIRST;
    }

    /** Another hash of any name for each seed. */
    static int hash(String name, int seed) {
        int hash = seed;
        for (int i = 0; i < name.length(); i++) {
            // A round of MurmurHash3 (Appleby) for each character.
            hash = Integer.rotateLeft(hash ^ Integer.rotateLeft(name.charAt(i) * 0xcc9e2d51, 15) * 0x1b873593, 13) * 5
                    + seed;
        }
        return hash;
    }
}
