package io.nact.engine;

/** Names of actors: those that the engine makes, a dollar sign and a number, which are not kept as text; and hashes. */
final class Names {

    private static final char FIRST = '$';

    /** The length of the longest generated name. */
    private static final int LONGEST = 11;

    private Names() {}

    static String generated(int number) {
        return FIRST + Integer.toUnsignedString(number);
    }

    /** Whether this is the name with that number. */
    static boolean isGenerated(String name, int number) {
        return !name.isEmpty() && name.charAt(0) == FIRST && name.equals(generated(number));
    }

    /** The hash of the name with that number, without making it. */
    static int hashOfGenerated(int number) {
        return number * 0x9e3779b9;
    }

    /** The hash of any name. */
    static int hash(String name) {
        if (name.isEmpty() || name.charAt(0) != FIRST || name.length() > LONGEST) {
            return name.hashCode();
        }
        int number = 0;
        for (int i = 1; i < name.length(); i++) {
            number = 10 * number + name.charAt(i) - '0';
        }
        // Also if it is not generated: then it is only some hash.
        return hashOfGenerated(number);
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
