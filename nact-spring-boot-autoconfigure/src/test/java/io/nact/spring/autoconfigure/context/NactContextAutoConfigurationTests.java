package io.nact.spring.autoconfigure.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.BaggageInScope;
import io.micrometer.tracing.Tracer;
import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.ContextPropagation;
import io.nact.Receive;
import io.nact.Request;
import io.nact.spring.Actor;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import io.nact.spring.context.AuthenticationAccessor;
import io.nact.spring.context.ThreadContext;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

class NactContextAutoConfigurationTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(NactAutoConfiguration.class, NactContextAutoConfiguration.class))
            .withUserConfiguration(Outer.class, Inner.class);

    @AfterEach
    void forget() {
        MDC.clear();
        LocaleContextHolder.resetLocaleContext();
        SecurityContextHolder.clearContext();
    }

    @Test
    void loggingContextLocaleAndUserGoThroughActorsAndBack() {
        runner.run(context -> {
            ActorRef<Look> outer = outer(context.getBean("outer", ActorRef.class));
            MDC.put("tenant", "acme");
            LocaleContextHolder.setLocale(Locale.CANADA_FRENCH);
            SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("ann", "secret"));

            CompletableFuture<String> seen = outer.ask(new Look()).thenApply(reply -> reply + " | " + here());

            assertThat(seen.get()).isEqualTo("acme fr_CA ann | acme fr_CA ann | acme fr_CA ann");
        });
    }

    @Test
    void traceAndBaggageGoThroughActors() {
        runner.withConfiguration(AutoConfigurations.of(
                        ObservationAutoConfiguration.class,
                        OpenTelemetrySdkAutoConfiguration.class,
                        OpenTelemetryTracingAutoConfiguration.class,
                        MicrometerTracingAutoConfiguration.class))
                .withPropertyValues("management.tracing.baggage.remote-fields=shop")
                .withUserConfiguration(Traced.class)
                .run(context -> {
                    Tracer tracer = context.getBean(Tracer.class);
                    ObservationRegistry observations = context.getBean(ObservationRegistry.class);
                    @SuppressWarnings("unchecked")
                    ActorRef<WhichTrace> traced = context.getBean("traced", ActorRef.class);

                    Observation request = Observation.start("request", observations);
                    request.scopedChecked(() -> {
                        BaggageInScope baggage = tracer.createBaggageInScope("shop", "berlin");
                        try {
                            String trace = tracer.currentSpan().context().traceId();
                            assertThat(traced.ask(new WhichTrace()).get()).isEqualTo(trace + " berlin");
                        } finally {
                            baggage.close();
                        }
                    });
                    assertThat(traced.ask(new WhichTrace()).get()).isEqualTo("none null");
                });
    }

    @Test
    void aBeanIsAFurtherAccessor() {
        runner.withBean(OwnAccessor.class).withUserConfiguration(Own.class).run(context -> {
            @SuppressWarnings("unchecked")
            ActorRef<WhoseOwn> own = context.getBean("own", ActorRef.class);
            OwnAccessor.VALUE.set("mine");
            try {
                assertThat(own.call(new WhoseOwn())).isEqualTo("mine");
            } finally {
                OwnAccessor.VALUE.remove();
            }
        });
    }

    @Test
    void doesNothingWithoutContextPropagationOnTheClassPath() {
        runner.withClassLoader(new FilteredClassLoader(ContextRegistry.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ContextPropagation.class));
    }

    @Test
    void doesWithoutSpringSecurityAndTracing() {
        runner.withClassLoader(new FilteredClassLoader(SecurityContextHolder.class, Tracer.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(ThreadContext.class)
                        .doesNotHaveBean(AuthenticationAccessor.class));
    }

    @Test
    void leavesThePropagationToTheUser() {
        runner.withBean("own", ContextPropagation.class, Nothing::new)
                .run(context -> assertThat(context.getBeanNamesForType(ContextPropagation.class))
                        .containsExactly("own"));
    }

    @Test
    void canBeSwitchedOff() {
        runner.withPropertyValues("nact.context-propagation.enabled=false").run(context -> {
            MDC.put("tenant", "acme");
            assertThat(context).doesNotHaveBean(ContextPropagation.class);
            assertThat(outer(context.getBean("inner", ActorRef.class))
                            .ask(new Look())
                            .get())
                    .startsWith("null ");
        });
    }

    @SuppressWarnings("unchecked")
    private static ActorRef<Look> outer(ActorRef<?> ref) {
        return (ActorRef<Look>) ref;
    }

    /** What the calling thread carries. */
    private static String here() {
        var user = SecurityContextHolder.getContext().getAuthentication();
        return "%s %s %s"
                .formatted(MDC.get("tenant"), LocaleContextHolder.getLocale(), user == null ? null : user.getName());
    }

    record Look() implements Request<String> {}

    record WhichTrace() implements Request<String> {}

    record WhoseOwn() implements Request<String> {}

    @Actor("outer")
    static class Outer {

        private final ActorRef<Look> inner;

        Outer(@Qualifier("inner") ActorRef<Look> inner) {
            this.inner = inner;
        }

        @Receive
        void look(Look message, ActorContext<Look> ctx) {
            String own = here();
            ctx.forward(inner, message);
            assertThat(own).isEqualTo(here());
        }
    }

    @Actor("inner")
    static class Inner {

        @Receive
        CompletableFuture<String> look(Look message) {
            return CompletableFuture.completedFuture(here() + " | " + here());
        }
    }

    @Actor("traced")
    static class Traced {

        private final Tracer tracer;

        Traced(Tracer tracer) {
            this.tracer = tracer;
        }

        @Receive
        String trace(WhichTrace message) {
            var span = tracer.currentSpan();
            String trace = span == null ? "none" : span.context().traceId();
            return trace + " " + tracer.getBaggage("shop").get();
        }
    }

    @Actor("own")
    static class Own {

        @Receive
        String own(WhoseOwn message) {
            return String.valueOf(OwnAccessor.VALUE.get());
        }
    }

    static class OwnAccessor implements ThreadLocalAccessor<String> {

        static final ThreadLocal<@Nullable String> VALUE = new ThreadLocal<>();

        @Override
        public Object key() {
            return "own";
        }

        @Override
        public @Nullable String getValue() {
            return VALUE.get();
        }

        @Override
        public void setValue(String value) {
            VALUE.set(value);
        }

        @Override
        public void setValue() {
            VALUE.remove();
        }
    }

    static class Nothing implements ContextPropagation {

        @Override
        public @Nullable Object capture() {
            return null;
        }

        @Override
        public void run(@Nullable Object captured, Runnable task) {
            task.run();
        }
    }
}
