package io.nact.testkit.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.Journal;
import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.SequenceConflictException;
import io.nact.persistence.journal.StoredEvent;
import io.nact.persistence.journal.StreamRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every journal must do. Implementers extend it. */
public abstract class JournalContract extends StorageContract {

    private static final String WRITER = newWriter();

    @Test
    void anEventComesBackAsItWasStored() {
        PersistenceId id = newId();
        Payload payload = new Payload("account.deposited", 3, "{\"amount\":5}");
        Instant before = Instant.now().minusMillis(1);
        append(new EventBatch(
                id, WRITER, 1, List.of(new EncodedEvent(payload, "{\"trace\":\"a\"}", Set.of("vip", "a%b")))));

        StoredEvent event = all(id).get(0);

        assertThat(event.id()).isEqualTo(id);
        assertThat(event.sequenceNr()).isEqualTo(1);
        assertThat(event.position()).isPositive();
        assertThat(event.payload()).isEqualTo(payload);
        assertThat(event.metadata()).isEqualTo("{\"trace\":\"a\"}");
        assertThat(event.tags()).containsExactlyInAnyOrder("vip", "a%b");
        assertThat(event.writer()).isEqualTo(WRITER);
        assertThat(event.createdAt()).isBetween(before, Instant.now().plusMillis(1));
    }

    @Test
    void whatIsNotGivenIsNotThere() {
        PersistenceId id = newId();
        append(id, 1, "1");

        StoredEvent event = all(id).get(0);

        assertThat(event.metadata()).isNull();
        assertThat(event.tags()).isEmpty();
    }

    static List<String> texts() {
        return List.of(
                "\"\"",
                "\"it's \\\"quoted\\\" \\\\ $1 ? :name {ts} /* -- ; */\"",
                "\"\\u0000 \\n \\t\"",
                "\"ä ß € 漢 \uD83D\uDE00 \u202E \u2028\"",
                "\"  blanks at both ends  \"",
                "1e2",
                "{\"b\":1,\"a\":1,\"a\":2}",
                '"' + "long".repeat(25_000) + '"');
    }

    @ParameterizedTest
    @MethodSource("texts")
    void jsonIsKeptToTheCharacter(String json) {
        PersistenceId id = newId();
        append(id, 1, json);

        assertThat(all(id).get(0).payload().json()).isEqualTo(json);
    }

    static List<List<String>> idsThatLookAlike() {
        return List.of(
                List.of("p", "P"),
                List.of("p", "p ", " p", "p\t"),
                List.of("e\u0301", "\u00e9", "e"),
                List.of("ß", "ss", "SS"),
                List.of("a_c", "abc", "a%c"),
                List.of("", " ", "%0020", "\u0000"),
                List.of("\uD83D", "\uDE00", "\uD83D\uDE00", "?"),
                List.of("x".repeat(300), "x".repeat(301), "x".repeat(10_000)),
                List.of("\u6F22".repeat(84), "\u6F22".repeat(85)));
    }

    @ParameterizedTest
    @MethodSource("idsThatLookAlike")
    void anyStringIsAnIdOfItsOwn(List<String> ids) {
        String type = "t" + newWriter();
        for (String id : ids) {
            append(PersistenceId.of(type, id), 1, String.valueOf(ids.indexOf(id)));
        }

        for (String id : ids) {
            assertThat(all(PersistenceId.of(type, id)))
                    .extracting(event -> event.payload().json())
                    .containsExactly(String.valueOf(ids.indexOf(id)));
        }
    }

    @Test
    void eventsComeInTheOrderOfTheirNumbers() {
        PersistenceId id = newId();
        for (int i = 1; i <= 30; i += 3) {
            append(id, i, "1", "2", "3");
        }

        assertThat(all(id)).extracting(StoredEvent::sequenceNr).containsExactlyElementsOf(numbers(1, 30));
        assertThat(all(id)).extracting(StoredEvent::position).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aRangeIsReadWithBothItsEnds() {
        PersistenceId id = newId();
        append(id, 1, "1", "2", "3", "4", "5");

        assertThat(read(id, 2, 4)).extracting(StoredEvent::sequenceNr).containsExactly(2L, 3L, 4L);
        assertThat(read(id, 5, 5)).extracting(StoredEvent::sequenceNr).containsExactly(5L);
        assertThat(read(id, 4, 99)).extracting(StoredEvent::sequenceNr).containsExactly(4L, 5L);
        assertThat(read(id, 6, 99)).isEmpty();
        assertThat(read(id, 4, 3)).isEmpty();
    }

    @Test
    void theRangeOfAnIdBeginsAfterANumber() {
        PersistenceId id = newId();
        append(id, 1, "1", "2", "3");

        assertThat(range(id, 0)).isEqualTo(new StreamRange(1, 3));
        assertThat(range(id, 2)).isEqualTo(new StreamRange(3, 3));
        assertThat(range(id, 3).isEmpty()).isTrue();
        assertThat(range(id, 3)).isEqualTo(StreamRange.emptyAfter(3));
    }

    @Test
    void nobodysRangeIsEmpty() {
        PersistenceId id = newId();

        assertThat(range(id, 0)).isEqualTo(StreamRange.emptyAfter(0));
        assertThat(read(id, 1, 99)).isEmpty();
    }

    @Test
    void aNumberThatIsTakenIsAConflict() {
        PersistenceId id = newId();
        append(id, 1, "1", "2");

        assertThat(failureOf(journal().append(batch(id, newWriter(), 2, "\"late\""))))
                .isInstanceOf(SequenceConflictException.class)
                .hasMessageContaining(id.key())
                .hasMessageNotContaining("late");
        assertThat(all(id)).extracting(event -> event.payload().json()).containsExactly("1", "2");
    }

    @Test
    void aBatchIsStoredWhollyOrNotAtAll() {
        PersistenceId id = newId();
        append(id, 1, "1", "2");

        assertThat(failureOf(journal().append(batch(id, newWriter(), 2, "20", "30", "40"))))
                .isInstanceOf(SequenceConflictException.class);
        assertThat(range(id, 0)).isEqualTo(new StreamRange(1, 2));
    }

    @Test
    void ofTwoWritersOneIsFirst() {
        for (int round = 0; round < 20; round++) {
            PersistenceId id = newId();
            CompletableFuture<Void> one =
                    journal().append(batch(id, newWriter(), 1, "1")).toCompletableFuture();
            CompletableFuture<Void> other =
                    journal().append(batch(id, newWriter(), 1, "2", "2")).toCompletableFuture();

            List<Throwable> failures = new ArrayList<>();
            failures.add(failureOf(one));
            failures.add(failureOf(other));

            failures.removeIf(failure -> failure == null);
            assertThat(failures).singleElement().isInstanceOf(SequenceConflictException.class);
            assertThat(all(id)).hasSize(one.isCompletedExceptionally() ? 2 : 1);
        }
    }

    @Test
    void aWriterMaySendItsBatchAgain() {
        PersistenceId id = newId();
        EventBatch batch = batch(id, WRITER, 1, "1", "2");
        append(batch);

        append(batch);

        assertThat(all(id)).extracting(StoredEvent::sequenceNr).containsExactly(1L, 2L);
    }

    @Test
    void aConflictLeavesTheNeighboursAlone() {
        List<PersistenceId> ids = IntStream.range(0, 50).mapToObj(i -> newId()).toList();
        append(ids.get(20), 1, "\"first\"");

        List<CompletableFuture<Void>> answers = ids.stream()
                .map(id -> journal().append(batch(id, newWriter(), 1, "1")).toCompletableFuture())
                .toList();

        for (int i = 0; i < 50; i++) {
            if (i == 20) {
                assertThat(failureOf(answers.get(i))).isInstanceOf(SequenceConflictException.class);
            } else {
                assertThat(failureOf(answers.get(i))).isNull();
            }
            assertThat(all(ids.get(i))).hasSize(1);
        }
    }

    @Test
    void manyIdsAreWrittenAtOnceWithoutAHole() {
        int actors = 40;
        int events = 25;
        List<PersistenceId> ids =
                IntStream.range(0, actors).mapToObj(i -> newId()).toList();
        List<Long> positions = Collections.synchronizedList(new ArrayList<>());

        List<CompletableFuture<Void>> all =
                ids.stream().map(id -> write(id, 1, events)).toList();
        all.forEach(StorageContract::result);

        for (PersistenceId id : ids) {
            assertThat(all(id)).extracting(StoredEvent::sequenceNr).containsExactlyElementsOf(numbers(1, events));
            all(id).forEach(event -> positions.add(event.position()));
        }
        assertThat(positions).hasSize(actors * events).doesNotHaveDuplicates();
    }

    private CompletableFuture<Void> write(PersistenceId id, int from, int to) {
        if (from > to) {
            return CompletableFuture.completedFuture(null);
        }
        return journal()
                .append(batch(id, WRITER, from, String.valueOf(from)))
                .thenCompose(stored -> write(id, from + 1, to))
                .toCompletableFuture();
    }

    @Test
    void whatTheConsumerThrowsIsTheFailure() {
        PersistenceId id = newId();
        append(id, 1, "1", "2", "3");
        List<Long> seen = Collections.synchronizedList(new ArrayList<>());
        IllegalStateException refusal = new IllegalStateException("no more");

        CompletableFuture<Void> replay = journal()
                .replay(id, 1, 3, event -> {
                    seen.add(event.sequenceNr());
                    if (event.sequenceNr() == 2) {
                        throw refusal;
                    }
                })
                .toCompletableFuture();

        assertThatThrownBy(() -> replay.get(60, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isSameAs(refusal);
        assertThat(seen).containsExactly(1L, 2L);
    }

    @Test
    void aConsumerDoesNotHoldUpTheWriters() throws Exception {
        PersistenceId id = newId();
        append(id, 1, "1");
        CompletableFuture<Void> go = new CompletableFuture<>();
        CompletableFuture<Void> replay =
                journal().replay(id, 1, 1, event -> go.join()).toCompletableFuture();

        append(id, 2, "2");

        assertThat(replay).isNotDone();
        go.complete(null);
        replay.get(60, TimeUnit.SECONDS);
    }

    @Test
    void eventsAreDeletedUpToANumber() {
        PersistenceId id = newId();
        append(id, 1, "1", "2", "3", "4");

        result(journal().deleteUpTo(id, 2));

        assertThat(all(id)).extracting(StoredEvent::sequenceNr).containsExactly(3L, 4L);
        assertThat(range(id, 0)).isEqualTo(new StreamRange(3, 4));
    }

    @Test
    void theLastEventStaysSoThatNumbersGoOn() {
        PersistenceId id = newId();
        append(id, 1, "1", "2", "3");

        result(journal().deleteUpTo(id, 99));

        assertThat(all(id)).extracting(StoredEvent::sequenceNr).containsExactly(3L);
        assertThat(failureOf(journal().append(batch(id, newWriter(), 3, "30"))))
                .isInstanceOf(SequenceConflictException.class);
        append(id, 4, "4");
        assertThat(range(id, 0)).isEqualTo(new StreamRange(3, 4));
    }

    @Test
    void noEventIsDeletedWhosePositionIsStillToBeRead() {
        PersistenceId id = newId();
        append(id, 1, "1", "2", "3", "4");
        long second = all(id).get(1).position();

        result(journal().deleteUpTo(id, 3, second));

        assertThat(all(id)).extracting(StoredEvent::sequenceNr).containsExactly(3L, 4L);
        result(journal().deleteUpTo(id, 3, second));
        assertThat(all(id)).hasSize(2);
        result(journal().deleteUpTo(id, 3, Long.MAX_VALUE));
        assertThat(all(id)).extracting(StoredEvent::sequenceNr).containsExactly(4L);
    }

    @Test
    void whoIsFarBehindMeetsAConflictAlsoWhereNumbersAreFreeAgain() {
        PersistenceId id = newId();
        append(id, 1, "1", "2", "3", "4", "5");
        result(journal().deleteUpTo(id, 4));

        assertThat(failureOf(journal().append(batch(id, newWriter(), 3, "30").withFence())))
                .isInstanceOf(SequenceConflictException.class);
        assertThat(failureOf(journal().append(batch(id, newWriter(), 1, "10").withFence())))
                .isInstanceOf(SequenceConflictException.class);
        assertThat(all(id)).extracting(StoredEvent::sequenceNr).containsExactly(5L);
        append(id, 6, "6");
    }

    @Test
    void ofErasedEventsTheNumbersAreLeftWhichStayTaken() {
        PersistenceId id = newId();
        append(id, 1, "1", "2", "3");

        result(journal().eraseUpTo(id, 2));

        assertThat(all(id)).extracting(StoredEvent::sequenceNr).containsExactly(1L, 2L, 3L);
        assertThat(all(id).subList(0, 2))
                .allSatisfy(event -> assertThat(event.payload()).isEqualTo(Payload.BLANK))
                .allSatisfy(event -> assertThat(event.tags()).isEmpty());
        assertThat(all(id).get(2).payload().isMarker()).isFalse();
        assertThat(failureOf(journal().append(batch(id, newWriter(), 2, "20"))))
                .isInstanceOf(SequenceConflictException.class);
    }

    @Test
    void noNumberIsLeftOut() {
        PersistenceId id = newId();
        append(id, 1, "1");

        assertThat(failureOf(journal().append(batch(id, newWriter(), 3, "3").withFence())))
                .isInstanceOf(SequenceConflictException.class);
        assertThat(failureOf(
                        journal().append(batch(newId(), newWriter(), 2, "2").withFence())))
                .isInstanceOf(SequenceConflictException.class);
        append(id, 2, "2");
    }

    @Test
    void moreEventsAreDeletedThanOneTransactionTakes() {
        PersistenceId id = newId();
        append(id, 1, IntStream.rangeClosed(1, 1200).mapToObj(String::valueOf).toArray(String[]::new));

        result(journal().deleteUpTo(id, 1199));

        assertThat(all(id)).extracting(StoredEvent::sequenceNr).containsExactly(1200L);
    }

    @Test
    void whoReadsWhileEventsAreDeletedGetsAllOthersInOrder() {
        PersistenceId id = newId();
        append(id, 1, IntStream.rangeClosed(1, 400).mapToObj(String::valueOf).toArray(String[]::new));

        CompletionStage<Void> deletion = journal().deleteUpTo(id, 300);
        List<StoredEvent> read = read(id, 1, 400);
        result(deletion);

        assertThat(read)
                .extracting(StoredEvent::sequenceNr)
                .isSorted()
                .doesNotHaveDuplicates()
                .containsAll(numbers(301, 400));
        assertThat(range(id, 0)).isEqualTo(new StreamRange(301, 400));
    }

    @Test
    void deletingWhatIsNotThereDoesNothing() {
        PersistenceId id = newId();
        result(journal().deleteUpTo(id, 10));
        append(id, 1, "1", "2");

        result(journal().deleteUpTo(id, 0));

        assertThat(all(id)).hasSize(2);
    }

    @Test
    void aBatchMayBeLargerThanAnyLimitOfATransaction() {
        PersistenceId id = newId();
        append(id, 1, IntStream.rangeClosed(1, 2000).mapToObj(String::valueOf).toArray(String[]::new));

        assertThat(range(id, 0)).isEqualTo(new StreamRange(1, 2000));
        assertThat(read(id, 1000, 1001))
                .extracting(event -> event.payload().json())
                .containsExactly("1000", "1001");
    }

    @Test
    void aClosedJournalSaysSo() {
        PersistenceId id = newId();
        storage().close();

        assertThat(failureOf(journal().append(batch(id, WRITER, 1, "1"))))
                .isInstanceOf(JournalUnavailableException.class)
                .hasMessageContaining("closed");
        assertThat(failureOf(journal().range(id, 0))).isInstanceOf(JournalUnavailableException.class);
        assertThat(failureOf(journal().replay(id, 1, 1, event -> {}))).isInstanceOf(JournalUnavailableException.class);
    }

    @Test
    void closingLeavesNoReadWithoutAnAnswer() {
        PersistenceId id = newId();
        append(id, 1, "1");
        CompletableFuture<Void> closed = new CompletableFuture<>();
        List<CompletionStage<Void>> reads = Stream.generate(() -> journal().replay(id, 1, 1, event -> result(closed)))
                .limit(20)
                .toList();

        storage().close();
        closed.complete(null);

        assertThat(reads)
                .allSatisfy(read -> assertThat(failureOf(read))
                        .satisfiesAnyOf(
                                none -> assertThat(none).isNull(),
                                failure -> assertThat(failure).isInstanceOf(JournalUnavailableException.class)));
    }

    private Journal journal() {
        return storage().journal();
    }

    private void append(PersistenceId id, long first, String... payloads) {
        append(batch(id, WRITER, first, payloads));
    }

    private void append(EventBatch batch) {
        result(journal().append(batch));
    }

    private static EventBatch batch(PersistenceId id, String writer, long first, String... payloads) {
        List<EncodedEvent> events = new ArrayList<>();
        for (String json : payloads) {
            events.add(EncodedEvent.of(new Payload("contract.happened", 1, json)));
        }
        return new EventBatch(id, writer, first, events);
    }

    private StreamRange range(PersistenceId id, long after) {
        return result(journal().range(id, after));
    }

    private List<StoredEvent> all(PersistenceId id) {
        return read(id, 1, 1_000_000);
    }

    private List<StoredEvent> read(PersistenceId id, long from, long to) {
        List<StoredEvent> events = Collections.synchronizedList(new ArrayList<>());
        result(journal().replay(id, from, to, events::add));
        return List.copyOf(events);
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
