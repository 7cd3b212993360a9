package io.nact.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.nact.ActorSystem;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.DispatcherServlet;

class DashboardAutoConfigurationTests {

    private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(
            NactAutoConfiguration.class,
            EndpointAutoConfiguration.class,
            WebEndpointAutoConfiguration.class,
            DashboardAutoConfiguration.class);

    private static final String EXPOSED = "management.endpoints.web.exposure.include=dashboard";

    private final WebApplicationContextRunner runner =
            new WebApplicationContextRunner().withConfiguration(CONFIGURATIONS);

    @Test
    void isServedByServletsWhereItIsExposed() {
        runner.withPropertyValues(EXPOSED).run(context -> {
            assertThat(context).hasSingleBean(DashboardEndpoint.class).hasSingleBean(CsrfTokens.class);
            assertThat(context.getBean(LiveStream.class)).isInstanceOf(ServletLiveStream.class);
        });
    }

    @Test
    void isServedReactivelyWhereItIsExposed() {
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(CONFIGURATIONS)
                .withPropertyValues(EXPOSED)
                .run(context -> {
                    assertThat(context).hasSingleBean(DashboardEndpoint.class);
                    assertThat(context.getBean(LiveStream.class)).isInstanceOf(ReactiveLiveStream.class);
                });
    }

    @Test
    void isNotThereUnlessItIsExposed() {
        runner.run(context -> assertThat(context)
                .hasNotFailed()
                .hasSingleBean(ActorSystem.class)
                .doesNotHaveBean(DashboardEndpoint.class)
                .doesNotHaveBean(Viewers.class));
    }

    @Test
    void isNotThereIfNobodyMayUseIt() {
        runner.withPropertyValues(EXPOSED, "management.endpoint.dashboard.access=NONE")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(DashboardEndpoint.class));
    }

    @Test
    void isNotThereWithoutAnActorSystem() {
        runner.withPropertyValues(EXPOSED, "nact.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(DashboardEndpoint.class));
    }

    @Test
    void isNotThereWithoutAWebApplication() {
        new ApplicationContextRunner()
                .withConfiguration(CONFIGURATIONS)
                .withPropertyValues(EXPOSED)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(DashboardEndpoint.class));
    }

    @Test
    void isNotThereWithoutSpringMvcSuchAsWithJersey() {
        runner.withPropertyValues(EXPOSED)
                .withClassLoader(new FilteredClassLoader(DispatcherServlet.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(DashboardEndpoint.class));
    }

    @Test
    void doesWithoutSpringSecurity() {
        runner.withPropertyValues(EXPOSED)
                .withClassLoader(new FilteredClassLoader(CsrfToken.class))
                .run(context -> assertThat(context)
                        .hasSingleBean(DashboardEndpoint.class)
                        .doesNotHaveBean(CsrfTokens.class));
    }

    @Test
    void leavesItToTheUser() {
        DashboardEndpoint own = new DashboardEndpoint(
                mock(Answers.class), mock(Orders.class), mock(LiveStream.class), mock(Session.class), new Json());
        runner.withPropertyValues(EXPOSED)
                .withBean("own", DashboardEndpoint.class, () -> own)
                .run(context ->
                        assertThat(context.getBean(DashboardEndpoint.class)).isSameAs(own));
    }

    @Test
    void isFoundWhereItsPathIsMappedTo() {
        try (WebApplication application = WebApplication.open(
                WebApplicationType.SERVLET,
                "management.endpoints.web.base-path=/ops",
                "management.endpoints.web.path-mapping.dashboard=look/actors")) {
            assertThat(application.get("/ops/look/actors").body()).contains("<base href=\"actors/\">");
            assertThat(application.get("/ops/look/actors/app.js").status()).isEqualTo(200);
        }
    }

    @Test
    void isServedOnAPortOfItsOwn() {
        try (WebApplication application = WebApplication.open(WebApplicationType.SERVLET, "management.server.port=0")) {
            assertThat(application.get("/actuator/dashboard").status()).isEqualTo(200);
            assertThat(application.stream("/actuator/dashboard/stream").statusCode())
                    .isEqualTo(200);
        }
    }
}
