package io.nact.benchmarks.journal;

import java.util.concurrent.CompletionStage;

/** Accounts that are deposited into: one way to have state that survives. */
interface Accounts extends AutoCloseable {

    /** What each deposit says beside its amount. */
    String TEXT = "y".repeat(120);

    /** Deposits one into this account, which waits for the deposit before. The balance, once it is safe. */
    CompletionStage<Long> deposit(int account);

    /** Selects the name of each account, and how many deposits the database has of it. */
    String audit();

    @Override
    void close();

    static String name(int account) {
        return "account-" + account;
    }
}
