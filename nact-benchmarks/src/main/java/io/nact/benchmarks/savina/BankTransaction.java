package io.nact.benchmarks.savina;

import io.nact.benchmarks.Actor;
import io.nact.benchmarks.Engine;
import io.nact.benchmarks.Self;
import io.nact.benchmarks.Workload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Savina's bank transaction: a teller has money moved between accounts. The paying account asks the other one to book it
 * and stashes what arrives until the answer is there.
 *
 * @param <R> the library's reference to an actor
 */
final class BankTransaction<R> implements Workload<R> {

    private static final int ACCOUNTS = 1_000;

    private static final long OPENING_BALANCE = 1_000_000;

    private final Engine<R> engine;

    private final List<Order> orders = new ArrayList<>();

    private final long expected;

    BankTransaction(Engine<R> engine, int transactions) {
        this.engine = engine;
        Random random = new Random(transactions);
        long[] balances = new long[ACCOUNTS];
        for (int i = 0; i < transactions; i++) {
            // Money only moves to higher numbers, so that no two accounts wait for each other.
            int from = random.nextInt(ACCOUNTS * 8 / 10);
            int to = from + 1 + random.nextInt(ACCOUNTS - from - 1);
            int amount = 1 + random.nextInt(1_000);
            orders.add(new Order(from, to, amount));
            balances[from] -= amount;
            balances[to] += amount;
        }
        long fingerprint = 0;
        for (int i = 0; i < ACCOUNTS; i++) {
            fingerprint += fingerprint(i, OPENING_BALANCE + balances[i]);
        }
        this.expected = fingerprint;
    }

    private static long fingerprint(int number, long balance) {
        return (number + 1) * balance;
    }

    /** An operation is a transaction. */
    @Override
    public long run() throws InterruptedException {
        Outcome outcome = new Outcome();
        engine.tell(engine.spawn(() -> new Teller(outcome)), Signal.START);
        outcome.mustBe("Fingerprint of all balances", expected);
        return orders.size();
    }

    private enum Signal {
        START,
        BOOKED,
        DONE,
        CLOSE
    }

    private record Order(int from, int to, int amount) {}

    private record Pay<R>(int amount, R recipient) {}

    private record Book<R>(int amount, R payer) {}

    private record Closed(long fingerprint) {}

    private final class Teller implements Actor<R> {

        private final Outcome outcome;

        private final List<R> known = new ArrayList<>();

        private int done;

        private int closed;

        private long fingerprint;

        Teller(Outcome outcome) {
            this.outcome = outcome;
        }

        @Override
        public void receive(Object message, Self<R> self) {
            if (message == Signal.DONE) {
                if (++done == orders.size()) {
                    known.forEach(account -> self.tell(account, Signal.CLOSE));
                }
            } else if (message instanceof Closed account) {
                fingerprint += account.fingerprint();
                if (++closed == ACCOUNTS) {
                    outcome.is(fingerprint);
                    self.stop();
                }
            } else {
                start(self);
            }
        }

        private void start(Self<R> self) {
            R teller = self.ref();
            for (int i = 0; i < ACCOUNTS; i++) {
                int number = i;
                known.add(self.spawn(() -> new Account(number, teller)));
            }
            for (Order order : orders) {
                self.tell(known.get(order.from()), new Pay<>(order.amount(), known.get(order.to())));
            }
        }
    }

    private final class Account implements Actor<R> {

        private final int number;

        private final R teller;

        private final Queue<Object> stash = new ArrayDeque<>();

        private long balance = OPENING_BALANCE;

        private boolean waiting;

        Account(int number, R teller) {
            this.number = number;
            this.teller = teller;
        }

        @Override
        public void receive(Object message, Self<R> self) {
            if (message == Signal.BOOKED) {
                waiting = false;
                self.tell(teller, Signal.DONE);
                unstash(self);
            } else if (waiting) {
                stash.add(message);
            } else {
                handle(message, self);
            }
        }

        private void unstash(Self<R> self) {
            while (!waiting) {
                @Nullable Object next = stash.poll();
                if (next == null) {
                    return;
                }
                handle(next, self);
            }
        }

        @SuppressWarnings("unchecked")
        private void handle(Object message, Self<R> self) {
            if (message instanceof Pay<?> pay) {
                balance -= pay.amount();
                waiting = true;
                self.tell(((Pay<R>) pay).recipient(), new Book<>(pay.amount(), self.ref()));
            } else if (message instanceof Book<?> book) {
                balance += book.amount();
                self.tell(((Book<R>) book).payer(), Signal.BOOKED);
            } else {
                self.tell(teller, new Closed(fingerprint(number, balance)));
                self.stop();
            }
        }
    }
}
