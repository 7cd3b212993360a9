package io.nact.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.nact.ActorRef;
import io.nact.Behaviors;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

@ExtendWith(ActorTestKitExtension.class)
class ActorTestKitExtensionTests {

    private static final List<ActorTestKit> KITS = new CopyOnWriteArrayList<>();

    private ActorTestKit before;

    @BeforeEach
    void takesAKit(ActorTestKit kit) {
        before = kit;
        KITS.add(kit);
    }

    @AfterAll
    static void theKitsHaveEndedWithTheirTests() {
        assertThat(KITS).hasSizeGreaterThan(1).doesNotHaveDuplicates();
        assertThat(KITS).noneMatch(kit -> kit.system().isRunning());
    }

    @Test
    void givesOneKitToATest(ActorTestKit kit) {
        assertThat(kit).isSameAs(before);
        assertThat(kit.system().isRunning()).isTrue();
    }

    @Test
    void givesAProbeToEachParameter(TestProbe<String> one, TestProbe<Integer> other) {
        one.ref().tell("a");
        other.ref().tell(2);

        one.expectMessage("a");
        other.expectMessage(2);
    }

    @Test
    void givesTimeByHandToThoseWhoTakeIt(ActorTestKit kit, ManualTime time) {
        assertThat(kit.time()).isSameAs(time);
    }

    @Test
    void saysWhatThereWasWhenATestFailed() {
        EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Failing.class))
                .execute();

        assertThat(results.testEvents().failed().stream()).hasSize(1);
        Throwable failure = results.testEvents().failed().stream()
                .findFirst()
                .orElseThrow()
                .getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
        assertThat(failure).hasMessage("on purpose");
        assertThat(failure.getSuppressed())
                .singleElement()
                .satisfies(report ->
                        assertThat(report.getMessage()).contains("culprit").contains("message=lost"));
    }

    @ExtendWith(ActorTestKitExtension.class)
    static class Failing {

        @Test
        void fails(ActorTestKit kit, TestProbe<String> probe) {
            ActorRef<String> gone = kit.spawn("gone", Behaviors.stateless((message, context) -> {}));
            kit.stop(gone);
            gone.tell("lost");
            kit.spawn(
                            "culprit",
                            Behaviors.<String>stateless(
                                    (message, context) -> probe.ref().tell(message)))
                    .tell("has started");
            probe.expectMessage("has started");
            throw new AssertionError("on purpose");
        }
    }
}
