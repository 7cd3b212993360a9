package io.nact.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nact.mailbox.Mailbox.Offer;
import io.nact.testkit.MailboxContract;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PriorityMailboxTests extends MailboxContract {

    private record Job(int urgency, int arrival) {}

    @Override
    protected Mailbox create(int messages) {
        return Mailboxes.priority((one, other) -> 0).create(dropped -> {});
    }

    @Test
    void deliversTheSmallestFirstAndEqualOnesInTheOrderOfArrival() {
        Mailbox mailbox = byUrgency();
        List<Job> jobs = jobs(1_000);
        jobs.forEach(job -> mailbox.offer(new Envelope(job)));

        assertThat(pollAll(mailbox))
                .isEqualTo(jobs.stream()
                        .sorted(Comparator.comparingInt(Job::urgency))
                        .toList());
    }

    @Test
    void letsTheMoreUrgentOvertakeThatComesLater() {
        Mailbox mailbox = byUrgency();
        mailbox.offer(new Envelope(new Job(2, 0)));
        mailbox.offer(new Envelope(new Job(2, 1)));
        assertThat(mailbox.poll().message()).isEqualTo(new Job(2, 0));
        mailbox.offer(new Envelope(new Job(2, 2)));
        mailbox.offer(new Envelope(new Job(1, 3)));

        assertThat(pollAll(mailbox)).containsExactly(new Job(1, 3), new Job(2, 1), new Job(2, 2));
    }

    @Test
    void answersWhatWaitedByAgeAndNotByUrgencyWhenItIsClosed() {
        Mailbox mailbox = byUrgency();
        List<Job> jobs = jobs(100);
        jobs.forEach(job -> mailbox.offer(new Envelope(job)));

        assertThat(mailbox.close()).extracting(Envelope::message).isEqualTo(jobs);
    }

    @Test
    void losesNothingWhereverTheOrderThrows() throws Exception {
        List<Job> jobs = jobs(200);
        AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
        Comparator<Job> order = Comparator.comparingInt(job -> {
            if (left.decrementAndGet() == 0) {
                throw new IllegalStateException("the order is broken");
            }
            return job.urgency();
        });
        boolean thrown;
        int keys = 0;
        do {
            left.set(Integer.MAX_VALUE);
            Mailbox mailbox = Mailboxes.priority(order).create(dropped -> {});
            jobs.forEach(job -> mailbox.offer(new Envelope(job)));
            Envelope refused = new Envelope(new Job(-1, -1));

            left.set(++keys);
            thrown = throwsWhenOffered(mailbox, refused);
            left.set(Integer.MAX_VALUE);

            assertThat(mailbox.depth()).isEqualTo(thrown ? jobs.size() : jobs.size() + 1);
            assertThat(CompletableFuture.supplyAsync(mailbox::claim).get(10, TimeUnit.SECONDS))
                    .as("the lock is free, and the right to run is the first sender's")
                    .isFalse();
            List<Object> expected = new ArrayList<>(
                    jobs.stream().sorted(Comparator.comparingInt(Job::urgency)).toList());
            if (!thrown) {
                expected.add(0, refused.message());
            }
            assertThat(pollAll(mailbox)).isEqualTo(expected);
        } while (thrown);
        assertThat(keys).as("it was compared more than once or twice").isGreaterThan(8);
    }

    private static boolean throwsWhenOffered(Mailbox mailbox, Envelope envelope) {
        try {
            assertThat(mailbox.offer(envelope)).isEqualTo(Offer.QUEUED);
            return false;
        } catch (IllegalStateException thrown) {
            assertThat(thrown).hasMessage("the order is broken");
            return true;
        }
    }

    @Test
    void neverBothersTheActorWithItsOrder() {
        Thread sender = Thread.currentThread();
        Mailbox mailbox = Mailboxes.<Job>priority((one, other) -> {
                    assertThat(Thread.currentThread()).isSameAs(sender);
                    return Integer.compare(one.urgency(), other.urgency());
                })
                .create(dropped -> {});
        jobs(100).forEach(job -> mailbox.offer(new Envelope(job)));

        assertThat(CompletableFuture.supplyAsync(() -> pollAll(mailbox))
                        .orTimeout(10, TimeUnit.SECONDS)
                        .join())
                .hasSize(100);
    }

    @Test
    void refusesWhatItCannotOrderEvenAsTheOnlyOne() {
        Mailbox mailbox = byUrgency();

        assertThatExceptionOfType(ClassCastException.class).isThrownBy(() -> mailbox.offer(new Envelope("not a job")));
        assertThat(mailbox.depth()).isZero();
        assertThat(mailbox.isIdle()).as("nobody was woken").isTrue();
        assertThatThrownBy(() -> Mailboxes.priority(null)).isInstanceOf(NullPointerException.class);
    }

    private static Mailbox byUrgency() {
        return Mailboxes.priority(Comparator.comparingInt(Job::urgency)).create(dropped -> {});
    }

    private static List<Job> jobs(int count) {
        Random random = new Random(42);
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            jobs.add(new Job(random.nextInt(10), i));
        }
        return jobs;
    }

    private static List<Object> pollAll(Mailbox mailbox) {
        List<Object> messages = new ArrayList<>();
        for (Envelope next = mailbox.poll(); next != null; next = mailbox.poll()) {
            messages.add(next.message());
        }
        return messages;
    }
}
