package io.nact.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.mailbox.Mailbox.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many senders against one owner, as the engine has it: nothing lost, nothing doubled, nobody left asleep. */
class MailboxHammerTests {

    private static final int PRODUCERS = 4;

    private final ExecutorService senders = Executors.newCachedThreadPool();

    private final ExecutorService owners = Executors.newFixedThreadPool(3);

    @AfterEach
    void endThreads() throws InterruptedException {
        senders.shutdownNow();
        owners.shutdownNow();
        assertThat(senders.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(owners.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void deliversEachMessageOnceInTheOrderOfItsSenderToOneOwnerAtATime(Kind kind) throws Exception {
        int messages = kind.share(2_000_000);
        Mailbox mailbox = kind.create();
        Owner owner = owner(mailbox, 64);

        produce(mailbox, owner, messages);

        owner.awaitHandled(PRODUCERS * messages);
        assertThat(mailbox.depth()).isZero();
        owner.awaitRest();
    }

    @ParameterizedTest
    @EnumSource
    void wakesTheOwnerWhoRestsAfterEachMessage(Kind kind) throws Exception {
        int messages = kind.share(200_000);
        Mailbox mailbox = kind.create();
        Owner owner = owner(mailbox, 1);

        produce(mailbox, owner, messages);

        owner.awaitHandled(PRODUCERS * messages);
        assertThat(mailbox.depth()).isZero();
        owner.awaitRest();
    }

    @ParameterizedTest
    @EnumSource
    void givesTheRightToOneOfASenderAndAnOwnerWhoMeet(Kind kind) throws Exception {
        int rounds = 200_000;
        Mailbox mailbox = kind.create();
        mailbox.claim();
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        AtomicReference<Offer> answer = new AtomicReference<>();
        Future<?> sender = senders.submit(() -> {
            for (int round = 1; round <= rounds; round++) {
                awaitRound(begun, round);
                spin(round % 16);
                answer.set(mailbox.offer(new Envelope(round)));
                ended.set(round);
            }
        });
        for (int round = 1; round <= rounds; round++) {
            begun.set(round);
            spin(round / 16 % 16);
            boolean rested = mailbox.rest();
            awaitRound(ended, round);
            if (answer.get() != (rested ? Offer.WAKE : Offer.QUEUED)) {
                throw new AssertionError("rested: %s, and the sender was told %s".formatted(rested, answer));
            }
            mailbox.poll();
        }
        sender.get(60, TimeUnit.SECONDS);
    }

    private static void awaitRound(AtomicInteger counter, int round) {
        for (int spins = 0; counter.get() < round && !Thread.currentThread().isInterrupted(); spins++) {
            if (spins > 1_000) {
                Thread.yield();
            }
        }
    }

    private static void spin(int times) {
        for (int i = 0; i < times; i++) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @EnumSource
    void staysOneOwnersWhileOthersClaimItForTheirSignals(Kind kind) throws Exception {
        int messages = kind.share(500_000);
        Mailbox mailbox = kind.create();
        Owner owner = owner(mailbox, 8);
        Future<?> signals = senders.submit(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                if (mailbox.claim()) {
                    owner.wake();
                }
            }
        });

        produce(mailbox, owner, messages);

        owner.awaitHandled(PRODUCERS * messages);
        signals.cancel(true);
        owner.awaitRest();
        assertThat(mailbox.depth()).isZero();
    }

    @Test
    void neverHoldsMoreThanItsCapacity() throws Exception {
        int capacity = 7;
        Mailbox mailbox = Mailboxes.bounded(capacity).create(dropped -> {});
        Owner owner = owner(mailbox, 3);
        AtomicInteger refused = new AtomicInteger();
        List<Future<?>> producers = new ArrayList<>();
        for (int i = 0; i < PRODUCERS; i++) {
            int producer = i;
            producers.add(senders.submit(() -> {
                for (int number = 0; number < 20_000; ) {
                    Offer offer = mailbox.offer(new Envelope(new Owner.Sent(producer, number)));
                    if (mailbox.depth() > capacity) {
                        throw new AssertionError("depth is " + mailbox.depth());
                    }
                    if (offer == Offer.FULL) {
                        refused.incrementAndGet();
                        Thread.yield();
                        continue;
                    }
                    if (offer == Offer.WAKE) {
                        owner.wake();
                    }
                    number++;
                }
            }));
        }
        awaitAll(producers);

        owner.awaitHandled(PRODUCERS * 20_000);
        assertThat(refused.get()).as("the bound was met at all").isPositive();
        assertThat(mailbox.depth()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void refusesOrReturnsOrDeliversEachMessageExactlyOnceWhenItIsClosed(Kind kind) throws Exception {
        int rounds = kind.share(8_000);
        int perProducer = 40;
        AtomicReference<Mailbox> current = new AtomicReference<>();
        AtomicReference<int[]> taken = new AtomicReference<>();
        CyclicBarrier begin = new CyclicBarrier(PRODUCERS + 1);
        CyclicBarrier end = new CyclicBarrier(PRODUCERS + 1);
        List<Future<?>> producers = new ArrayList<>();
        for (int i = 0; i < PRODUCERS; i++) {
            int producer = i;
            producers.add(senders.submit(() -> {
                for (int round = 0; round < rounds; round++) {
                    begin.await();
                    for (int number = 0; number < perProducer; number++) {
                        Envelope envelope = new Envelope(producer * perProducer + number);
                        switch (current.get().offer(envelope)) {
                            case CLOSED -> taken.get()[producer * perProducer + number]++;
                            case QUEUED -> {}
                            default ->
                                throw new AssertionError("the owner has not rested and the mailbox has no bound");
                        }
                    }
                    end.await();
                }
                return null;
            }));
        }
        for (int round = 0; round < rounds; round++) {
            Mailbox mailbox = kind.create();
            mailbox.claim();
            int[] refused = new int[PRODUCERS * perProducer];
            int[] owned = new int[PRODUCERS * perProducer];
            current.set(mailbox);
            taken.set(refused);
            int polls = ThreadLocalRandom.current().nextInt(PRODUCERS * perProducer);
            begin.await();
            for (int i = 0; i < polls; i++) {
                Envelope envelope = mailbox.poll();
                if (envelope != null) {
                    owned[(int) envelope.message()]++;
                }
            }
            for (Envelope envelope : mailbox.close()) {
                owned[(int) envelope.message()]++;
            }
            end.await();
            for (int message = 0; message < owned.length; message++) {
                assertThat(owned[message] + refused[message]).isOne();
            }
        }
        awaitAll(producers);
    }

    @ParameterizedTest
    @EnumSource
    void losesNothingWhenItsOwnerClosesItEmptyAndSendersGoOnToTheNext(Kind kind) throws Exception {
        int messages = kind.share(60_000);
        AtomicIntegerArray handled = new AtomicIntegerArray(PRODUCERS);
        AtomicInteger incarnations = new AtomicInteger();
        AtomicReference<Owner> current = new AtomicReference<>(new Passivating(kind.create(), handled, incarnations));
        List<Future<?>> producers = new ArrayList<>();
        for (int i = 0; i < PRODUCERS; i++) {
            int producer = i;
            producers.add(senders.submit(() -> {
                for (int number = 0; number < messages; number++) {
                    Envelope envelope = new Envelope(new Owner.Sent(producer, number));
                    for (; ; ) {
                        Owner owner = current.get();
                        Offer offer = owner.mailbox.offer(envelope);
                        if (offer == Offer.CLOSED) {
                            current.compareAndSet(owner, new Passivating(kind.create(), handled, incarnations));
                            continue;
                        }
                        if (offer == Offer.WAKE) {
                            owner.wake();
                        }
                        break;
                    }
                    // Bursts, so that nothing waits now and then; an endless wait here is a lost message.
                    while (number % 50 == 0 && handled.get(producer) <= number) {
                        Thread.onSpinWait();
                        if (Thread.interrupted()) {
                            return;
                        }
                    }
                }
            }));
        }
        awaitAll(producers);

        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        for (int producer = 0; producer < PRODUCERS; producer++) {
            while (handled.get(producer) < messages && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(handled.get(producer)).isEqualTo(messages);
        }
        assertThat(incarnations.get()).as("the mailbox was closed at all").isGreaterThan(10);
    }

    private Owner owner(Mailbox mailbox, int atMost) {
        return new Owner(mailbox, atMost, PRODUCERS, owners);
    }

    private void produce(Mailbox mailbox, Owner owner, int messages) throws Exception {
        List<Future<?>> producers = new ArrayList<>();
        for (int i = 0; i < PRODUCERS; i++) {
            int producer = i;
            producers.add(senders.submit(() -> {
                for (int number = 0; number < messages; number++) {
                    if (mailbox.offer(new Envelope(new Owner.Sent(producer, number))) == Offer.WAKE) {
                        owner.wake();
                    }
                }
            }));
        }
        awaitAll(producers);
    }

    private static void awaitAll(List<Future<?>> futures)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (Future<?> future : futures) {
            future.get(60, TimeUnit.SECONDS);
        }
    }

    /** Ends when nothing waits, as an idle entity does. */
    private final class Passivating extends Owner {

        private final AtomicIntegerArray handled;

        Passivating(Mailbox mailbox, AtomicIntegerArray handled, AtomicInteger incarnations) {
            super(mailbox, 16, PRODUCERS, owners);
            this.handled = handled;
            incarnations.incrementAndGet();
        }

        @Override
        void handle(Owner.Sent sent) {
            if (handled.getAndIncrement(sent.producer()) != sent.number()) {
                throw new AssertionError("out of order over a passivation");
            }
        }

        @Override
        boolean done() {
            return mailbox.closeIfEmpty();
        }
    }
}
