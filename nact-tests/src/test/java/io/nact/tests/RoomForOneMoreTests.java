package io.nact.tests;

import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.Entities;
import io.nact.entity.EntityKinds;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** There are many more entities than are looked at for one that comes, and all of them have been used lately. */
class RoomForOneMoreTests {

    private static final int LIMIT = 1_000;

    @RegisterExtension
    final TestSystem system = TestSystem.create();

    @Test
    void anIdleOneMakesRoomAlthoughAllHaveBeenUsed() {
        Entities<Script<?>> kind =
                EntityKinds.register(system.actors(), "kind", Script.actor(), Duration.ofHours(1), LIMIT);

        for (int id = 0; id <= LIMIT; id++) {
            assertReply(kind.get("id-" + id).ask(Script.reply(context -> context.name())))
                    .isEqualTo("id-" + id);
        }
    }

    /** Who looks for one that can leave passes over others, which are no younger for that. */
    @Test
    void theRestAreThoseWhoWereSpawnedLater() {
        Entities<Script<?>> kind = EntityKinds.register(
                system.actors(),
                "kind",
                Script.actor().onCrash(SupervisionPolicy.always(Directive.STOP_REST)),
                Duration.ofHours(1),
                3);
        for (String id : List.of("a", "b", "c", "d")) {
            Script.settle(kind.get(id));
        }
        awaitLive(kind, "b", "c", "d");
        Script.settle(kind.get("b"));
        Script.settle(kind.get("e"));
        awaitLive(kind, "b", "d", "e");

        Script.crash(kind.get("b"));

        awaitLive(kind);
    }

    private void awaitLive(Entities<?> kind, String... ids) {
        await().untilAsserted(() -> assertThat(Stream.of("a", "b", "c", "d", "e")
                        .filter(id -> system.actors()
                                .find(system.path(kind.name(), id))
                                .isPresent()))
                .containsExactly(ids));
    }
}
