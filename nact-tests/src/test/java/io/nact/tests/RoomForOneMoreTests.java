package io.nact.tests;

import static io.nact.tests.Waiting.assertReply;

import io.nact.Entities;
import io.nact.entity.EntityKinds;
import java.time.Duration;
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
}
