package io.nact.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.dashboard.WebApplication.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;

/** With Spring Security as Boot sets it up. */
@ParameterizedClass
@EnumSource(names = {"SERVLET", "REACTIVE"})
class SecuredPageTests {

    private static WebApplication application;

    @Parameter
    WebApplicationType type;

    @BeforeParameterizedClassInvocation
    static void start(WebApplicationType type) {
        application = WebApplication.secured(type, "management.endpoint.dashboard.access=unrestricted");
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        application.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/app.js", "/base.css", "/preact.umd.js", "/icon.svg", "/stream", "/tree", "/session"})
    void nothingIsServedWithoutCredentials(String part) {
        Answer answer = application.get("/actuator/dashboard" + part, "Accept", "*/*");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).doesNotContain("script", "import", "nact");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/app.js", "/preact.umd.js", "/tree"})
    void allIsServedToAUser(String part) {
        assertThat(application
                        .get("/actuator/dashboard" + part, "Authorization", WebApplication.USER)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/preact.umd.js", "/webjars/preact.umd.js", "/io/nact/dashboard/page/app.js", "/page/app.js"})
    void theFilesAreNowhereElse(String path) {
        assertThat(application.get(path, "Authorization", WebApplication.USER).status())
                .isEqualTo(404);
    }

    @Test
    void aForgedOrderIsRefused() {
        assertThat(application
                        .post("/actuator/dashboard", "{\"action\":\"purge\"}", "Authorization", WebApplication.USER)
                        .status())
                .isIn(401, 403); // a servlet container asks for the page of the error, which is guarded as well
    }
}
