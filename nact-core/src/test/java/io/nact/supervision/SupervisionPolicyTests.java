package io.nact.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SupervisionPolicyTests {

    @ParameterizedTest
    @EnumSource
    void alwaysDecidesTheSameAtOnceForEveryActor(Directive directive) {
        SupervisionPolicy policy = SupervisionPolicy.always(directive);

        for (int second = 0; second < 3; second++) {
            assertThat(policy.decide(BackoffTests.crashAt(second))).isEqualTo(directive);
            assertThat(policy.delay(BackoffTests.crashAt(second))).isZero();
        }
        assertThat(policy.forActor()).isSameAs(policy);
    }
}
