package io.nact.spring.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What actors add to an application gives Spring no cause to warn. */
@ExtendWith(OutputCaptureExtension.class)
class QuietStartTests {

    @Test
    void startsWithoutAWarning(CapturedOutput output) {
        Applications.with(
                        PreAuthorizeTests.MethodSecurity.class, PreAuthorizeTests.Vault.class, AdviceTests.Polite.class)
                .run(context -> assertThat(context).hasNotFailed().hasBean("vault"));
        assertThat(output).doesNotContain("WARN").doesNotContain("ERROR");
    }
}
