package io.nact.demo.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.Entities;
import io.nact.demo.contacts.ContactsMessage.CreateContact;
import io.nact.testkit.persistence.FaultyStorage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@SpringBootTest(properties = "nact.entities.max-active=1")
@AutoConfigureMockMvc
class EntityLimitTests {

    @Autowired
    FaultyStorage storage;

    @Autowired
    Entities<ContactsMessage> contacts;

    @Autowired
    MockMvcTester http;

    @TestConfiguration(proxyBeanMethods = false)
    static class SlowToStore {

        @Bean
        FaultyStorage storage() {
            return FaultyStorage.inMemory();
        }
    }

    @Test
    void aUserForWhomThereIsNoRoomIsAskedToComeAgain() throws Exception {
        CompletableFuture<Void> store = storage.journal().holdNext();

        CompletableFuture<Contact> busy = contacts.get("busy").ask(new CreateContact("Dinesh", null));
        assertThat(http.get().uri("/api/next/contacts"))
                .hasStatus(HttpStatus.SERVICE_UNAVAILABLE)
                .containsHeader(HttpHeaders.RETRY_AFTER)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON);

        store.complete(null);
        assertThat(busy.get(10, TimeUnit.SECONDS).name()).isEqualTo("Dinesh");
        assertThat(http.get().uri("/api/next/contacts")).hasStatusOk();
    }
}
