package io.nact.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behaviors;
import io.nact.Sensitive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Who may look into the actors is for Spring Security to say, and what is in messages is for those with a role. */
@RunningApplication
@TestPropertySource(
        properties = {
            "management.endpoints.web.exposure.include=actors,deadletters",
            "management.endpoint.deadletters.show-values=when-authorized",
            "management.endpoint.deadletters.roles=CLERK"
        })
class ActuatorAccessTests {

    @Autowired
    RestTestClient http;

    @Autowired
    ActorSystem system;

    record Payment(int amount, @Sensitive String card) {}

    @TestConfiguration(proxyBeanMethods = false)
    static class OnlyUsers {

        @Bean
        @Order(1)
        SecurityFilterChain endpoints(HttpSecurity http) {
            return http.securityMatcher(EndpointRequest.toAnyEndpoint())
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }

    @BeforeEach
    void lose() {
        ActorRef<Payment> gone = system.spawn(Behaviors.stateless(Payment.class, (message, context) -> {}));
        system.stop(gone).join();
        gone.tell(new Payment(7, "4111-1111"));
    }

    private String deadLettersAs(String user) {
        return http.get()
                .uri("/actuator/deadletters")
                .headers(headers -> headers.setBasicAuth(user, user))
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseBody();
    }

    @ParameterizedTest
    @ValueSource(strings = {"actors", "actors?path=/greeter", "actors?format=mermaid", "deadletters"})
    void nobodySeesAnythingWithoutAUser(String endpoint) {
        http.get().uri("/actuator/" + endpoint).exchange().expectStatus().isUnauthorized();
    }

    @Test
    void aUserWithTheRoleSeesWhatIsInMessagesButNotWhatIsSensitive() {
        assertThat(deadLettersAs("clerk"))
                .contains("Payment[amount=7, card=******]")
                .doesNotContain("4111");
    }

    @Test
    void aUserWithoutTheRoleSeesTypesOnly() {
        assertThat(deadLettersAs("guest")).contains("\"type\":\"Payment\"").doesNotContain("amount");
    }
}
