package io.nact.testkit.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.EventFeed;
import io.nact.persistence.journal.EventFilter;
import io.nact.persistence.journal.EventPage;
import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every feed of all events must do. Implementers extend it. */
public abstract class EventFeedContract extends StorageContract {

    private static final int WRITERS = 8;

    private static final int BATCHES = 100;

    /** Of this test alone: other tests have left events in the store. */
    private final String type = "t" + newWriter();

    private long start;

    @BeforeEach
    void findTheStart() {
        start = result(feed().head());
    }

    @Test
    void eventsOfAllIdsComeInTheOrderInWhichTheyWereStored() {
        PersistenceId one = newId();
        PersistenceId other = newId();
        append(one, 1, "a", "b");
        append(other, 1, "c");
        append(one, 3, "d");

        List<StoredEvent> events = all(EventFilter.all());

        assertThat(events).extracting(EventFeedContract::json).containsExactly("a", "b", "c", "d");
        assertThat(events).extracting(StoredEvent::position).isSorted().doesNotHaveDuplicates();
        assertThat(events).extracting(StoredEvent::id).containsExactly(one, one, other, one);
        assertThat(events).extracting(StoredEvent::sequenceNr).containsExactly(1L, 2L, 1L, 3L);
    }

    @Test
    void anEventIsTheSameAsInItsOwnStream() {
        PersistenceId id = PersistenceId.of("contract", "an id |%_\u0000 ß\uD83D\uDE00 " + newWriter());
        Payload payload = new Payload(type, 3, "{\"amount\":5}");
        append(id, 1, new EncodedEvent(payload, "{\"trace\":\"a\"}", Set.of("vip", "a%b")));
        List<StoredEvent> stream = new ArrayList<>();
        result(storage().journal().replay(id, 1, 1, stream::add));

        assertThat(all(EventFilter.all())).isEqualTo(stream);
        assertThat(all(EventFilter.all()).get(0).id().id()).isEqualTo(id.id());
    }

    @Test
    void theHeadIsTheLastPosition() {
        append(newId(), 1, "a", "b");

        List<StoredEvent> events = all(EventFilter.all());

        assertThat(result(feed().head())).isEqualTo(events.get(1).position()).isGreaterThan(start);
        assertThat(result(feed().read(start, EventFilter.all(), 1)).head())
                .isEqualTo(events.get(1).position());
    }

    @Test
    void aPageHasNoMoreThanWasAskedForAndSaysWhereToReadOn() {
        append(newId(), 1, "a", "b", "c");

        EventPage first = result(feed().read(start, EventFilter.all(), 2));
        EventPage second = result(feed().read(first.through(), EventFilter.all(), 2));
        EventPage third = result(feed().read(second.through(), EventFilter.all(), 2));

        assertThat(first.events()).extracting(EventFeedContract::json).containsExactly("a", "b");
        assertThat(first.hasMore()).isTrue();
        assertThat(second.events()).extracting(EventFeedContract::json).containsExactly("c");
        assertThat(second.hasMore()).isFalse();
        assertThat(third.events()).isEmpty();
        assertThat(third.through()).isEqualTo(second.through());
    }

    @Test
    void whoeverReadsBeyondTheHeadStaysThere() {
        EventPage page = result(feed().read(start + 1000, EventFilter.all(), 10));

        assertThat(page).isEqualTo(new EventPage(List.of(), start + 1000, start + 1000));
    }

    @Test
    void onlyWhatIsOfTheTypesIsRead() {
        append(newId(), 1, of(type + ".a", "1"), of(type + ".b", "2"), of(type + ".c", "3"));

        assertThat(all(EventFilter.ofTypes(Set.of(type + ".a", type + ".c"))))
                .extracting(EventFeedContract::json)
                .containsExactly("1", "3");
        assertThat(all(EventFilter.ofTypes(Set.of(type)))).isEmpty();
    }

    @Test
    void onlyWhatHasOneOfTheTagsIsReadToTheLetter() {
        append(
                newId(),
                1,
                tagging("1", "red"),
                tagging("2", "red", "vip"),
                tagging("3", "rEd"),
                tagging("4", "r_d"),
                tagging("5", "r%"),
                tagging("6", "bored"),
                tagging("7", "!"),
                tagging("8", "\\"),
                tagging("9"));

        assertThat(tagged("red")).containsExactly("1", "2");
        assertThat(tagged("vip", "rEd")).containsExactly("2", "3");
        assertThat(tagged("r_d")).containsExactly("4");
        assertThat(tagged("r%")).containsExactly("5");
        assertThat(tagged("!")).containsExactly("7");
        assertThat(tagged("\\")).containsExactly("8");
        assertThat(tagged("nobody's")).isEmpty();
    }

    @Test
    void whereNothingIsWantedThePageEndsAtTheHead() {
        append(newId(), 1, "a", "b", "c");
        EventPage page = result(feed().read(start, EventFilter.ofTypes(Set.of(type + ".none")), 10));

        assertThat(page.events()).isEmpty();
        assertThat(page.through()).isEqualTo(page.head()).isEqualTo(result(feed().head()));
    }

    /** More than a store looks at in one go, with a gap in it that is longer than that. */
    @Test
    void oneAmongManyIsFoundAndAGapPassedOver() {
        PersistenceId id = newId();
        int many = 12_000;
        for (int first = 1; first <= many; first += 500) {
            append(
                    id,
                    first,
                    LongStream.range(0, 500).mapToObj(i -> of(type, "1")).toArray(EncodedEvent[]::new));
        }
        append(newId(), 1, of(type + ".rare", "found"));
        assertThat(all(EventFilter.ofTypes(Set.of(type + ".rare"))))
                .extracting(EventFeedContract::json)
                .containsExactly("found");

        result(storage().journal().deleteUpTo(id, many - 1));

        assertThat(all(EventFilter.ofTypes(Set.of(type, type + ".rare"))))
                .extracting(EventFeedContract::json)
                .containsExactly("1", "found");
        assertThat(all(EventFilter.all())).extracting(EventFeedContract::json).containsExactly("1", "found");
    }

    @Test
    void aPollerMissesNoneOfEightWriters() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<Integer>> writers = IntStream.range(0, WRITERS)
                    .mapToObj(i -> threads.submit(writer()))
                    .toList();
            List<StoredEvent> seen = new ArrayList<>();
            long last = start;
            boolean more = true;
            while (more) {
                boolean done = writers.stream().allMatch(Future::isDone);
                EventPage page = result(feed().read(last, EventFilter.ofTypes(Set.of(type)), 7));
                seen.addAll(page.events());
                last = page.through();
                more = !done || page.hasMore();
            }
            int written = 0;
            for (Future<Integer> writer : writers) {
                written += writer.get();
            }

            assertThat(seen).hasSize(written).isEqualTo(all(EventFilter.all()));
        } finally {
            threads.shutdownNow();
        }
    }

    /** How many events it has written. */
    private Callable<Integer> writer() {
        return () -> {
            PersistenceId id = newId();
            int next = 1;
            for (int i = 0; i < BATCHES; i++) {
                String[] events = IntStream.rangeClosed(0, i % 3)
                        .mapToObj(String::valueOf)
                        .toArray(String[]::new);
                append(id, next, events);
                next += events.length;
            }
            return next - 1;
        };
    }

    @Test
    void whoeverListensHearsOfWhatIsStoredUntilItEnds() throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        EventFeed.Registration registration = feed().onStored(heard::countDown);
        append(newId(), 1, "a");
        assertThat(heard.await(30, TimeUnit.SECONDS)).isTrue();

        registration.close();
        CountDownLatch another = new CountDownLatch(1);
        EventFeed.Registration ended = feed().onStored(another::countDown);
        ended.close();
        append(newId(), 1, "b");
        assertThat(all(EventFilter.all())).hasSize(2);
        assertThat(another.getCount()).isOne();
    }

    @Test
    void aClosedFeedSaysSo() {
        storage().close();

        assertThat(failureOf(feed().head())).isInstanceOf(JournalUnavailableException.class);
        assertThat(failureOf(feed().read(0, EventFilter.all(), 10))).isInstanceOf(JournalUnavailableException.class);
    }

    private EventFeed feed() {
        return storage().feed();
    }

    /** What this test has stored, as far as it passes. */
    private List<StoredEvent> all(EventFilter filter) {
        List<StoredEvent> all = new ArrayList<>();
        EventPage page = new EventPage(List.of(), start, Long.MAX_VALUE);
        while (page.hasMore()) {
            page = result(feed().read(page.through(), filter, 500));
            all.addAll(page.events());
        }
        return all;
    }

    private List<String> tagged(String... tags) {
        return all(new EventFilter(Set.of(type), Set.of(tags))).stream()
                .map(EventFeedContract::json)
                .toList();
    }

    private static String json(StoredEvent event) {
        return event.payload().json();
    }

    private static EncodedEvent of(String alias, String json) {
        return EncodedEvent.of(new Payload(alias, 1, json));
    }

    private EncodedEvent tagging(String json, String... tags) {
        return new EncodedEvent(new Payload(type, 1, json), null, Set.of(tags));
    }

    private void append(PersistenceId id, long first, String... jsons) {
        append(id, first, List.of(jsons).stream().map(json -> of(type, json)).toArray(EncodedEvent[]::new));
    }

    private void append(PersistenceId id, long first, EncodedEvent... events) {
        result(storage().journal().append(new EventBatch(id, newWriter(), first, List.of(events))));
    }
}
