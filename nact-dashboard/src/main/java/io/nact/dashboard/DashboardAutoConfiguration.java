package io.nact.dashboard;

import io.nact.ActorSystem;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.servlet.DispatcherServlet;
import reactor.core.publisher.Flux;

/** Auto-configuration of the live page, where its endpoint is exposed over HTTP. */
@AutoConfiguration(after = {NactAutoConfiguration.class, EndpointAutoConfiguration.class})
@ConditionalOnBean(ActorSystem.class)
@ConditionalOnAvailableEndpoint(endpoint = DashboardEndpoint.class, exposure = EndpointExposure.WEB)
@ImportRuntimeHints(DashboardHints.class)
public final class DashboardAutoConfiguration {

    @Bean
    Json nactDashboardJson() {
        return new Json();
    }

    @Bean
    Viewers nactDashboardViewers(ActorSystem system, Json json) {
        return new Viewers(system, json::write, System::nanoTime);
    }

    @Bean
    @ConditionalOnBean(LiveStream.class)
    @ConditionalOnMissingBean
    DashboardEndpoint nactDashboardEndpoint(
            ActorSystem system,
            LiveStream stream,
            Viewers viewers,
            Json json,
            EndpointAccessResolver accesses,
            ObjectProvider<PathMappedEndpoints> paths,
            ObjectProvider<CsrfTokens> tokens) {
        return new DashboardEndpoint(
                new Answers(system),
                new Orders(system.inspect().controls()),
                stream,
                new Session(accesses, paths::getObject, tokens.getIfAvailable(() -> CsrfTokens.NONE), viewers),
                json);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(DispatcherServlet.class)
    static class ServletConfiguration {

        @Bean
        LiveStream nactDashboardStream(Viewers viewers) {
            return new ServletLiveStream(viewers);
        }

        @Configuration(proxyBeanMethods = false)
        @ConditionalOnClass(CsrfToken.class)
        static class CsrfConfiguration {

            @Bean
            CsrfTokens nactDashboardCsrfTokens() {
                return new CsrfTokens.OfServletRequest();
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    @ConditionalOnClass({DispatcherHandler.class, Flux.class})
    static class ReactiveConfiguration {

        @Bean
        LiveStream nactDashboardStream(Viewers viewers) {
            return new ReactiveLiveStream(viewers);
        }
    }
}
