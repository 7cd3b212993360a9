package io.nact.persistence.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistenceId;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class WriteQueueTests {

    private final WriteQueue queue = new WriteQueue(10, 10_000);

    @Test
    void takesWhatWaitsInOrder() throws Exception {
        List<Write> writes = List.of(write(1, 1), write(1, 1), write(1, 1));
        writes.forEach(queue::offer);

        assertThat(take()).isEqualTo(writes);
        assertThat(queue.size()).isZero();
    }

    @Test
    void takesNoMoreEventsThanFit() throws Exception {
        queue.offer(write(6, 1));
        queue.offer(write(4, 1));
        queue.offer(write(1, 1));

        assertThat(take()).hasSize(2);
        assertThat(take()).hasSize(1);
    }

    @Test
    void takesNoMoreBytesThanFit() throws Exception {
        queue.offer(write(1, 5000));
        queue.offer(write(1, 5000));

        assertThat(take()).hasSize(1);
        assertThat(take()).hasSize(1);
    }

    @Test
    void aWriteThatDoesNotFitGoesAlone() throws Exception {
        queue.offer(write(30, 1));
        queue.offer(write(1, 1));

        assertThat(take()).hasSize(1);
        assertThat(take()).hasSize(1);
    }

    @Test
    void knowsWhoHasNoAnswerYet() throws Exception {
        Write inHand = write(10, 1);
        Write answered = write(1, 1);
        Write waiting = write(1, 1);
        List.of(inHand, answered, waiting).forEach(queue::offer);
        take();
        answered.stored();

        assertThat(queue.unanswered()).containsExactly(inHand, waiting);
    }

    @Test
    void whatWaitsIsTakenAfterTheEnd() throws Exception {
        queue.offer(write(1, 1));
        queue.close();

        assertThat(queue.offer(write(1, 1))).isFalse();
        assertThat(take()).hasSize(1);
        assertThat(take()).isEmpty();
    }

    @Test
    void whatIsInHandStaysThereUntilItIsAnswered() throws Exception {
        Write hard = write(1, 1);
        queue.offer(hard);
        take();
        assertThat(take()).as("nothing has come meanwhile").isEmpty();
        Write next = write(1, 1);
        queue.offer(next);
        assertThat(take()).containsExactly(next);
        assertThat(queue.unanswered()).containsExactly(hard, next);

        next.stored();
        hard.stored();
        queue.close();

        assertThat(queue.isDone()).isTrue();
    }

    private List<Write> take() throws InterruptedException {
        return queue.take(1);
    }

    private static Write write(int events, int characters) {
        EncodedEvent event = EncodedEvent.of(new Payload("waited", 1, "x".repeat(characters)));
        return new EventWrite(
                new EventBatch(PersistenceId.of("a", "1"), "writer", 1, Collections.nCopies(events, event)));
    }
}
