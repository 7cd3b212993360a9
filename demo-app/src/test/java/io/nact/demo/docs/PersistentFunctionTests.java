package io.nact.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.Request;
import io.nact.persistence.DurableState;
import io.nact.persistence.EventType;
import io.nact.persistence.EventTypes;
import io.nact.persistence.Persistence;
import io.nact.persistence.PersistentReducer;
import io.nact.persistence.memory.InMemoryStorage;
import io.nact.testkit.ActorTestKit;
import io.nact.testkit.ActorTestKitExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Persistent actors as one function, and without a history. */
@ExtendWith(ActorTestKitExtension.class)
class PersistentFunctionTests {

    private final InMemoryStorage storage = new InMemoryStorage();

    @EventType("visits.visit")
    record Visit(String guest) implements Request<Integer> {}

    private static PersistentReducer<Visit, Integer> visits() {
        return PersistentReducer.of("visits", Visit.class, 0, (count, visit, ctx) -> {
            ctx.persist(visit); // stored once the function has returned
            ctx.replyTo(visit).reply(count + 1); // held until then
            return count + 1;
        });
    }

    @Test
    void afterItsEndItCountsOn(ActorTestKit kit) {
        Persistence persistence = Persistence.of(storage, EventTypes.of(Visit.class));

        ActorRef<Visit> visits = kit.spawn("visits", persistence.behavior(visits()));
        assertThat(visits.call(new Visit("Gavin"))).isEqualTo(1);
        kit.stop(visits);

        ActorRef<Visit> later = kit.spawn("visits", persistence.behavior(visits()));
        assertThat(later.call(new Visit("Laurie"))).isEqualTo(2);
    }

    sealed interface ProfileCommand {}

    record Rename(String name) implements ProfileCommand, Request<String> {}

    record Forget() implements ProfileCommand, Request<Void> {}

    @EventType("profile")
    record Profile(String name, int changes) {

        static final Profile NEW = new Profile("nobody", 0);

        Profile named(String next) {
            return new Profile(next, changes + 1);
        }
    }

    private static DurableState<ProfileCommand, Profile> profile() {
        return DurableState.of("profile", ProfileCommand.class, Profile.class, Profile.NEW)
                .onRequest(
                        Rename.class,
                        (profile, rename, decide) ->
                                decide.persist(profile.named(rename.name())).thenReply(Profile::name))
                .onRequest(Forget.class, (profile, forget, decide) -> decide.delete());
    }

    @Test
    void aStateWithoutHistoryIsReplaced(ActorTestKit kit) {
        Persistence persistence = Persistence.of(storage, EventTypes.of(Profile.class));

        ActorRef<ProfileCommand> profile = kit.spawn("p1", persistence.behavior(profile()));
        assertThat(profile.call(new Rename("Gavin"))).isEqualTo("Gavin");
        profile.call(new Forget());
        assertThat(profile.call(new Rename("Laurie"))).isEqualTo("Laurie");
    }
}
