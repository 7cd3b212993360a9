package io.nact.spring.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.context.ThreadLocalAccessor;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.i18n.LocaleContextThreadLocalAccessor;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/** A task runs with what was captured and nothing else, and the thread is afterwards as it was before. */
class ThreadContextTests {

    private final ObservationRegistry observations = ObservationRegistry.create();

    private final ThreadContext context = new ThreadContext(List.of(
            new ObservationThreadLocalAccessor(observations),
            new Slf4jThreadLocalAccessor(),
            new LocaleContextThreadLocalAccessor(),
            new AuthenticationAccessor()));

    ThreadContextTests() {
        observations.observationConfig().observationHandler(observation -> true);
    }

    @AfterEach
    void forget() {
        MDC.clear();
        LocaleContextHolder.resetLocaleContext();
        SecurityContextHolder.clearContext();
    }

    private static String user() {
        var user = SecurityContextHolder.getContext().getAuthentication();
        return user == null ? "nobody" : user.getName();
    }

    private static void logIn(String user) {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken(user, "secret"));
    }

    private Observation observation() {
        return Observation.start("test", observations);
    }

    /** What the task answers that runs with this on a thread that carries nothing. */
    private <T> T elsewhere(Object captured, Supplier<T> task) {
        return CompletableFuture.supplyAsync(
                        () -> {
                            CompletableFuture<T> answer = new CompletableFuture<>();
                            context.run(captured, () -> answer.complete(task.get()));
                            assertThat(context.capture()).isNull();
                            return answer.join();
                        },
                        task2 -> new Thread(task2).start())
                .join();
    }

    @Test
    void capturesNothingWhereThereIsNothing() {
        assertThat(context.capture()).isNull();
    }

    @Test
    void takesAlongWhatTheLibrariesKeep() {
        Observation observation = observation();
        MDC.put("tenant", "acme");
        LocaleContextHolder.setLocale(Locale.CANADA_FRENCH);
        logIn("ann");
        Object captured = observation.scoped(context::capture);

        List<Object> seen = elsewhere(
                captured,
                () -> List.of(
                        MDC.get("tenant"),
                        LocaleContextHolder.getLocale(),
                        user(),
                        observations.getCurrentObservation()));

        assertThat(seen).containsExactly("acme", Locale.CANADA_FRENCH, "ann", observation);
    }

    @Test
    void runsWithNothingElse() {
        MDC.put("tenant", "acme");
        logIn("ann");

        try (Observation.Scope scope = observation().openScope()) {
            context.run(null, () -> {
                assertThat(MDC.get("tenant")).isNull();
                assertThat(user()).isEqualTo("nobody");
            });
            assertThat(observations.getCurrentObservationScope()).isSameAs(scope);
        }

        assertThat(MDC.get("tenant")).isEqualTo("acme");
        assertThat(user()).isEqualTo("ann");
    }

    @Test
    void removesWhatATaskLeavesBehind() {
        for (Object captured : new Object[] {null, capturedFrom("ann")}) {
            context.run(captured, () -> {
                MDC.put("tenant", "careless");
                logIn("careless");
                LocaleContextHolder.setLocale(Locale.ITALY);
                observation().openScope();
                observation().openScope();
            });

            assertThat(context.capture()).isNull();
            assertThat(observations.getCurrentObservationScope()).isNull();
        }
    }

    private Object capturedFrom(String user) {
        logIn(user);
        Object captured = context.capture();
        SecurityContextHolder.clearContext();
        return captured;
    }

    @Test
    void handsOnTheUserAndNotTheSecurityContext() {
        logIn("ann");
        SecurityContext mine = SecurityContextHolder.getContext();
        Object captured = context.capture();

        SecurityContext theirs = elsewhere(captured, () -> {
            SecurityContext given = SecurityContextHolder.getContext();
            given.setAuthentication(null);
            return given;
        });

        assertThat(theirs).isNotSameAs(mine);
        assertThat(user()).isEqualTo("ann");
    }

    @Test
    void isAsBeforeAlsoAfterAFailure() {
        Object captured = capturedFrom("ann");

        assertThatThrownBy(() -> context.run(captured, () -> {
                    throw new IllegalStateException(user());
                }))
                .hasMessage("ann");

        assertThat(user()).isEqualTo("nobody");
    }

    @Test
    void isAsBeforeAlsoIfAValueCannotBeSet() {
        ThreadContext broken = new ThreadContext(List.of(new AuthenticationAccessor(), new Unsettable()));
        logIn("ann");
        Object captured = broken.capture();
        SecurityContextHolder.clearContext();

        assertThatThrownBy(() -> broken.run(captured, () -> {})).hasMessage("unsettable");

        assertThat(user()).isEqualTo("nobody");
    }

    @Test
    void leavesTheThreadItsOwnSecurityContext() {
        Object captured = capturedFrom("ann");
        logIn("bob");
        SecurityContext mine = SecurityContextHolder.getContext();

        context.run(captured, () -> assertThat(user()).isEqualTo("ann"));

        assertThat(SecurityContextHolder.getContext()).isSameAs(mine);
        assertThat(user()).isEqualTo("bob");
    }

    private static final class Unsettable implements ThreadLocalAccessor<String> {

        @Override
        public Object key() {
            return "unsettable";
        }

        @Override
        public @Nullable String getValue() {
            return null;
        }

        @Override
        public void setValue(String value) {}

        @Override
        public void setValue() {
            throw new IllegalStateException("unsettable");
        }
    }

    @Test
    void withATimerGoesNothingButWhatIsNamedForIt() {
        ThreadContext withTimers = new ThreadContext(
                List.of(new ObservationThreadLocalAccessor(observations), new Slf4jThreadLocalAccessor()),
                Set.of(ObservationThreadLocalAccessor.KEY));
        MDC.put("tenant", "acme");
        assertThat(withTimers.captureForTimer()).isNull();

        observation().scoped(() -> {
            assertThat(context.captureForTimer()).isNull();
            Object captured = withTimers.captureForTimer();
            Observation present = observations.getCurrentObservation();
            withTimers.run(captured, () -> {
                assertThat(observations.getCurrentObservation()).isSameAs(present);
                assertThat(MDC.get("tenant")).isNull();
            });
        });
    }
}
