package io.nact.spring.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Receive;
import io.nact.Request;
import io.nact.event.ActorEvent;
import io.nact.spring.Actor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PostAuthorize;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.context.SecurityContextHolder;

/** {@code @PreAuthorize} on a handler: it is the sender who is checked, though another thread handles the message. */
class PreAuthorizeTests {

    private final ApplicationContextRunner application = Applications.with(MethodSecurity.class, Vault.class);

    @AfterEach
    void logOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void letsTheSenderInWhoMay() {
        application.run(context -> {
            ActorRef<VaultMessage> vault = Applications.ref(context, "vault");
            assertThat(as("anna", "KEEPER", () -> vault.ask(new Open())).join()).isEqualTo("opened by anna");
            assertThat(as("anna", "KEEPER", () -> vault.call(new Open()))).isEqualTo("opened by anna");
        });
    }

    @Test
    void refusesTheSenderWhoMayNotWithoutACrash() {
        application.run(context -> {
            ActorRef<VaultMessage> vault = Applications.ref(context, "vault");
            List<ActorEvent.Crashed> crashes = new CopyOnWriteArrayList<>();
            context.getBean(ActorSystem.class).events().subscribe(ActorEvent.Crashed.class, crashes::add);
            as("anna", "KEEPER", () -> vault.ask(new Open())).join();

            assertThat(Applications.failure(as("erlich", "GUEST", () -> vault.ask(new Open()))))
                    .isInstanceOf(AccessDeniedException.class);
            assertThatThrownBy(() -> as("erlich", "GUEST", () -> vault.call(new Open())))
                    .isInstanceOf(AccessDeniedException.class);

            assertThat(vault.ask(new Count()).join()).isEqualTo(1);
            assertThat(crashes).isEmpty();
        });
    }

    @Test
    void refusesASenderWhoIsNobody() {
        application.run(context -> {
            ActorRef<VaultMessage> vault = Applications.ref(context, "vault");
            as("anna", "KEEPER", () -> vault.ask(new Open())).join();
            assertThat(Applications.failure(vault.ask(new Open())))
                    .isInstanceOf(AuthenticationCredentialsNotFoundException.class);
        });
    }

    @Test
    void checksWhatAHandlerReturnsForTheSender() {
        application.run(context -> {
            ActorRef<VaultMessage> vault = Applications.ref(context, "vault");
            assertThat(as("anna", "KEEPER", () -> vault.ask(new Read("anna"))).join())
                    .isEqualTo("anna");
            assertThat(Applications.failure(as("anna", "KEEPER", () -> vault.ask(new Read("erlich")))))
                    .isInstanceOf(AccessDeniedException.class);
        });
    }

    private static <T> T as(String user, String role, Supplier<T> action) {
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken(user, "secret", "ROLE_" + role));
        try {
            return action.get();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    sealed interface VaultMessage {}

    record Open() implements VaultMessage, Request<String> {}

    record Read(String owner) implements VaultMessage, Request<String> {}

    record Count() implements VaultMessage, Request<Integer> {}

    @Configuration(proxyBeanMethods = false)
    @EnableMethodSecurity
    static class MethodSecurity {}

    @Actor("vault")
    static class Vault {

        private int opened;

        @PreAuthorize("hasRole('KEEPER')")
        @Receive
        String open(Open message) {
            opened++;
            return "opened by "
                    + SecurityContextHolder.getContext().getAuthentication().getName();
        }

        @PostAuthorize("returnObject == authentication.name")
        @Receive
        String read(Read message) {
            return message.owner();
        }

        @Receive
        int count(Count message) {
            return opened;
        }
    }
}
