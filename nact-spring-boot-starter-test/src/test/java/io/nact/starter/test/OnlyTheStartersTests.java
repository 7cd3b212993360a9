package io.nact.starter.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.nact.ActorRef;
import io.nact.spring.test.ActorTest;
import io.nact.spring.test.ProbeBean;
import io.nact.testkit.ActorTestKit;
import io.nact.testkit.TestProbe;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.ClassUtils;

@ActorTest
class OnlyTheStartersTests {

    @ProbeBean
    TestProbe<String> wall;

    @Autowired
    ActorRef<Say> echo;

    @Test
    void bringTheSliceProbesAndTheKit(@Autowired ActorTestKit kit) {
        assertThat(echo.call(new Say("hello"))).isEqualTo("hello");
        wall.expectMessage("hello");
        assertThat(kit.actors()).contains(echo.path().toString());
    }

    @Test
    void bringJUnitAssertJAndMockito() {
        assertThat(mock(Runnable.class)).isNotNull();
        assertThat(ClassUtils.isPresent("org.awaitility.Awaitility", null)).isTrue();
    }

    @Test
    void bringNoWeb() {
        assertThat(ClassUtils.isPresent("org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest", null))
                .isFalse();
        assertThat(ClassUtils.isPresent("org.springframework.web.bind.annotation.RequestMapping", null))
                .isFalse();
    }
}
