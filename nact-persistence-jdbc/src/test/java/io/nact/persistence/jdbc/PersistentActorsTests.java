package io.nact.persistence.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.Behavior;
import io.nact.Entities;
import io.nact.Request;
import io.nact.entity.EntityKinds;
import io.nact.persistence.AlreadyProcessedException;
import io.nact.persistence.EventSourced;
import io.nact.persistence.EventType;
import io.nact.persistence.EventTypes;
import io.nact.persistence.IdentifiedCommand;
import io.nact.persistence.Persistence;
import io.nact.persistence.SnapshotPolicy;
import io.nact.persistence.journal.SequenceConflictException;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.testkit.ActorTestKit;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Actors over a database, from the message to the table and back. */
class PersistentActorsTests {

    private static final Duration LONG = Duration.ofSeconds(30);

    record Add(@Nullable String commandId, int amount) implements Request<Integer>, IdentifiedCommand {

        Add(int amount) {
            this(null, amount);
        }
    }

    @EventType("sum.added")
    record Added(int amount) {}

    @EventType("sum")
    record Sum(int value) {}

    private final TestDatabase database =
            TestDatabase.at("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000", "sa");

    @AfterEach
    void close() {
        database.close();
    }

    private static Behavior<Add> summing(JdbcStorage storage) {
        EventSourced<Add, Sum, Added> summing = EventSourced.of("sum", Add.class, Added.class, new Sum(0))
                .onRequest(
                        Add.class,
                        (sum, add, decide) ->
                                decide.persist(new Added(add.amount())).thenReply(Sum::value))
                .onEvent(Added.class, (sum, added) -> new Sum(sum.value() + added.amount()))
                .snapshots(SnapshotPolicy.every(7).keep(2).deletingEvents());
        return Persistence.of(storage, EventTypes.of(Added.class, Sum.class)).behavior(summing);
    }

    private static Entities<Add> sums(ActorTestKit kit, JdbcStorage storage) {
        return EntityKinds.register(kit.system(), "sum", summing(storage), LONG, 20);
    }

    private static <T> T reply(CompletableFuture<T> future) {
        return future.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Adds one to each of these, all at once. */
    private static void addOne(Entities<Add> sums, IntStream ids) {
        List<CompletableFuture<Integer>> replies =
                ids.mapToObj(id -> sums.get("id " + id).ask(new Add(1), LONG)).toList();
        replies.forEach(PersistentActorsTests::reply);
    }

    @Test
    void manyEntitiesWithRoomForFewComeBackWithTheirStatesAlsoInTheNextSystem() {
        for (int system = 1; system <= 2; system++) {
            try (JdbcStorage storage = JdbcStorage.open(database.dataSource());
                    ActorTestKit kit = ActorTestKit.create()) {
                Entities<Add> sums = sums(kit, storage);
                for (int round = 1; round <= 10; round++) {
                    for (int first = 0; first < 100; first += 10) {
                        addOne(sums, IntStream.range(first, first + 10));
                    }
                }
                assertThat(reply(sums.get("id 42").ask(new Add(0), LONG))).isEqualTo(system * 10);
            }
        }
    }

    @Test
    void twinsInTwoSystemsStoreEachAcknowledgedEventOnce() {
        int acknowledged = 0;
        try (JdbcStorage storage = JdbcStorage.open(database.dataSource());
                JdbcStorage other = JdbcStorage.open(database.dataSource());
                ActorTestKit kit = ActorTestKit.create();
                ActorTestKit twinKit = ActorTestKit.create()) {
            SupervisionPolicy resume = SupervisionPolicy.always(Directive.RESUME);
            ActorRef<Add> one = kit.spawn("twin", summing(storage).onCrash(resume));
            ActorRef<Add> twin = twinKit.spawn("twin", summing(other).onCrash(resume));
            for (int i = 0; i < 30; i++) {
                for (CompletableFuture<Integer> reply :
                        List.of(one.ask(new Add(1), LONG), twin.ask(new Add(1), LONG))) {
                    acknowledged += reply(reply.handle((sum, failure) -> failure == null ? 1 : 0));
                }
            }
        }
        try (JdbcStorage storage = JdbcStorage.open(database.dataSource());
                ActorTestKit kit = ActorTestKit.create()) {
            assertThat(acknowledged).isGreaterThanOrEqualTo(30);
            assertThat(reply(kit.spawn("twin", summing(storage)).ask(new Add(0), LONG)))
                    .isEqualTo(acknowledged);
        }
    }

    @Test
    void aCommandThatIsSentToTwinsAgainAndAgainIsProcessedOnce() {
        int commands = 30;
        try (JdbcStorage storage = JdbcStorage.open(database.dataSource());
                JdbcStorage other = JdbcStorage.open(database.dataSource());
                ActorTestKit kit = ActorTestKit.create();
                ActorTestKit twinKit = ActorTestKit.create()) {
            SupervisionPolicy resume = SupervisionPolicy.always(Directive.RESUME);
            ActorRef<Add> one = kit.spawn("twin", summing(storage).onCrash(resume));
            ActorRef<Add> twin = twinKit.spawn("twin", summing(other).onCrash(resume));
            for (int i = 0; i < commands; i++) {
                Add add = new Add("command " + i, 1);
                CompletableFuture<Integer> first = one.ask(add, LONG);
                CompletableFuture<Integer> second = twin.ask(add, LONG);
                assertThat(answered(one, add, first) + answered(twin, add, second))
                        .as("answered as the one that processes it")
                        .isEqualTo(1);
            }
            assertThat(sum(one)).isEqualTo(commands);
        }
    }

    /** Asks until it is known that the command has been processed; 1 if this actor has done it. */
    private static int answered(ActorRef<Add> actor, Add add, CompletableFuture<Integer> asked) {
        CompletableFuture<Integer> reply = asked;
        for (int attempts = 0; attempts < 100; attempts++) {
            Throwable failure = reply(reply.handle((sum, thrown) -> thrown));
            if (failure == null) {
                return 1;
            }
            if (failure instanceof AlreadyProcessedException) {
                return 0;
            }
            assertThat(failure).isInstanceOf(SequenceConflictException.class);
            reply = actor.ask(add, LONG);
        }
        throw new AssertionError("%s meets nothing but conflicts".formatted(add));
    }

    /** The sum, once the actor has seen what others have stored. */
    private static int sum(ActorRef<Add> actor) {
        CompletableFuture<Integer> asked = actor.ask(new Add(0), LONG);
        return reply(asked.handle((sum, failure) -> sum).thenCompose(sum -> actor.ask(new Add(0), LONG)));
    }

    @Test
    void ofAnErasedIdNothingIsLeftButNumbers() throws Exception {
        try (JdbcStorage storage = JdbcStorage.open(database.dataSource());
                ActorTestKit kit = ActorTestKit.create()) {
            ActorRef<Add> sum = kit.spawn("person", summing(storage));
            for (int i = 0; i < 20; i++) {
                reply(sum.ask(new Add("command " + i, 1), LONG));
            }
            kit.stop(sum);

            reply(Persistence.of(storage, EventTypes.of(Added.class, Sum.class)).erase("sum", "person"));

            assertThat(rows("event", "event_type"))
                    .endsWith("$erased")
                    .filteredOn(type -> !type.equals("$blank"))
                    .hasSize(1);
            assertThat(rows("event", "payload")).containsOnly("{}");
            assertThat(rows("snapshot", "state_type")).isEmpty();
            assertThat(rows("command", "command_id")).isEmpty();
            assertThat(reply(kit.spawn("person", summing(storage)).ask(new Add(1), LONG)))
                    .isEqualTo(1);
        }
    }

    private List<String> rows(String table, String column) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT " + column + " FROM nact_" + table)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
