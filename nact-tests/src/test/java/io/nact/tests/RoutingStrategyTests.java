package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Request;
import io.nact.event.ActorEvent;
import io.nact.router.Routers;
import io.nact.router.Routing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which routee gets a message. */
class RoutingStrategyTests {

    /** A message that is answered with the name of the routee that got it. */
    private record Job(Object key) implements Request<String> {}

    @RegisterExtension
    final TestSystem system = TestSystem.create();

    private static Behavior<Job> worker() {
        return Behaviors.stateful(Job.class, 0, (count, job, context) -> {
            context.replyTo(job).reply(context.name());
            return count + 1;
        });
    }

    private ActorRef<Job> pool(int size, Routing<Job> routing) {
        return system.spawn(Routers.pool(size, worker(), routing));
    }

    private static String routed(ActorRef<Job> router, Object key) {
        return Waiting.reply(router.ask(new Job(key)));
    }

    private static List<String> inTurn(ActorRef<Job> router, int messages) {
        return IntStream.range(0, messages).mapToObj(i -> routed(router, "any")).toList();
    }

    private static Map<Object, String> routes(ActorRef<Job> router, int keys) {
        Map<Object, String> routes = new HashMap<>();
        IntStream.range(0, keys).forEach(i -> routes.put("key " + i, routed(router, "key " + i)));
        return routes;
    }

    @Test
    void roundRobinGoesRound() {
        assertThat(inTurn(pool(3, Routing.roundRobin()), 7)).containsExactly("1", "2", "3", "1", "2", "3", "1");
    }

    @Test
    void routersOfOneBehaviourTakeTurnsEachForItself() {
        Behavior<Job> behavior = Routers.pool(2, worker(), Routing.roundRobin());
        ActorRef<Job> one = system.spawn(behavior);
        ActorRef<Job> other = system.spawn(behavior);

        assertThat(List.of(routed(one, "a"), routed(other, "b"), routed(one, "c"), routed(other, "d")))
                .containsExactly("1", "1", "2", "2");
    }

    /** A routee is missed by all of 300 messages in less than one of 10^50 runs. */
    @Test
    void randomReachesAll() {
        assertThat(inTurn(pool(3, Routing.random()), 300)).contains("1", "2", "3");
    }

    @Test
    void smallestMailboxAvoidsTheOnesThatAreBehind() {
        Gate first = new Gate();
        Gate second = new Gate();
        Gate third = new Gate();
        ActorRef<Script<?>> one = held("one", first, 3);
        ActorRef<Script<?>> two = held("two", second, 1);
        ActorRef<Script<?>> three = held("three", third, 2);
        ActorRef<Script<?>> router =
                system.spawn("router", Routers.group(List.of(one, two, three), Routing.smallestMailbox()));

        tellAndAwait(router, two, 2);
        tellAndAwait(router, three, 3);

        for (Gate gate : List.of(first, second, third)) {
            gate.open();
        }
    }

    /** A routee that stands at the gate while so many messages wait. */
    private ActorRef<Script<?>> held(String name, Gate gate, int waiting) {
        ActorRef<Script<?>> routee = system.spawn(name, Script.actor());
        routee.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        for (int i = 0; i < waiting; i++) {
            routee.tell(Script.run(context -> {}));
        }
        return routee;
    }

    /** The first of equals is the next in turn, so that what the message makes even goes to the one behind it. */
    private void tellAndAwait(ActorRef<Script<?>> router, ActorRef<Script<?>> expected, int depth) {
        router.tell(Script.run(context -> {}));
        await().until(() -> system.actors().depth(expected) == depth);
    }

    /** Their mailboxes are as empty while they are busy. */
    @Test
    void smallestMailboxTakesTurnsAmongEquals() {
        ActorRef<Job> router = pool(3, Routing.smallestMailbox());

        assertThat(inTurn(router, 6)).containsExactly("1", "2", "3", "1", "2", "3");
    }

    @Test
    void aKeyHasItsRoutee() {
        ActorRef<Job> router = pool(5, Routing.consistentHash(Job::key));
        Map<Object, String> routes = routes(router, 100);

        assertThat(routes(router, 100)).isEqualTo(routes);
    }

    @Test
    void equalKeysOfAnyTypeHaveOneRoutee() {
        record Key(String tenant, long id) {}
        ActorRef<Job> router = pool(5, Routing.consistentHash(Job::key));

        for (long id = 0; id < 20; id++) {
            assertThat(routed(router, new Key("t", id))).isEqualTo(routed(router, new Key("t", id)));
            assertThat(routed(router, id)).isEqualTo(routed(router, id));
        }
    }

    /** Each of 5,000 keys has a chance of 1/5: a share is off by less than 200 (seven deviations) but once in 10^11 runs. */
    @Test
    void keysAreSpreadEvenly() {
        ActorRef<Job> router = pool(5, Routing.consistentHash(Job::key));

        Map<String, Long> shares = routes(router, 5_000).values().stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(shares).hasSize(5);
        assertThat(shares.values()).allSatisfy(share -> assertThat(share).isCloseTo(1_000, within(200L)));
    }

    @Test
    void aRouteesEndMovesItsKeysOnlyAndItsReturnBringsThemBack() {
        List<ActorRef<Job>> routees = IntStream.range(0, 5)
                .mapToObj(i -> system.spawn("routee " + i, worker()))
                .toList();
        ActorRef<Job> router = system.spawn("router", Routers.group(routees, Routing.consistentHash(Job::key)));
        Map<Object, String> before = routes(router, 500);

        system.stopAndWait(routees.get(2));
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(routes(router, 500)).doesNotContainValue("routee 2"));
        Map<Object, String> without = routes(router, 500);
        system.spawn("routee 2", worker());

        assertThat(without).allSatisfy((key, routee) -> {
            if (!before.get(key).equals("routee 2")) {
                assertThat(routee).isEqualTo(before.get(key));
            }
        });
        assertThat(routes(router, 500)).isEqualTo(before);
    }

    @Test
    void aWorkerThatIsSpawnedAnewHasItsKeysAgain() {
        ActorRef<Job> router = pool(3, Routing.consistentHash(Job::key));
        Map<Object, String> before = routes(router, 50);

        system.stopAndWait(system.child(router, "2"));

        assertThat(routes(router, 50)).isEqualTo(before);
    }

    @Test
    void aRoutingThatThrowsIsTheAskersExceptionAndHarmsNobody() {
        ActorRef<Job> router = pool(2, Routing.consistentHash(job -> {
            if (job.key().equals("bad")) {
                throw new IllegalArgumentException("no key");
            }
            return job.key();
        }));

        Probe<ActorEvent.Crashed> crashes = new Probe<>();
        system.actors().events().subscribe(ActorEvent.Crashed.class, crashes::saw);

        assertFailure(router.ask(new Job("bad")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no key");
        assertThat(routed(router, "good")).isIn("1", "2");
        assertThat(crashes.soFar()).as("the asker knows it").isEmpty();

        router.tell(new Job("bad"));
        assertThat(crashes.next().actor()).isEqualTo(router.path());
        assertThat(routed(router, "good")).isIn("1", "2");
    }

    @Test
    void aRoutingMayBeWrittenByTheUser() {
        ActorRef<Job> router = pool(3, (job, routees, context) -> context.forward(routees.get(2), job));

        assertThat(inTurn(router, 2)).containsExactly("3", "3");
    }
}
