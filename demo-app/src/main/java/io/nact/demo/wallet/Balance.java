package io.nact.demo.wallet;

/** What is in a wallet. */
record Balance(long cents) {

    static final Balance EMPTY = new Balance(0);

    Balance plus(long more) {
        return new Balance(Math.addExact(cents, more));
    }
}
