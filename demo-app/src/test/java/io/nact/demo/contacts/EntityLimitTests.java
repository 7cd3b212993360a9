package io.nact.demo.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.willAnswer;

import io.nact.Entities;
import io.nact.demo.contacts.ContactsMessage.ListContacts;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@SpringBootTest(properties = "nact.entities.max-active=1")
@AutoConfigureMockMvc
class EntityLimitTests {

    @MockitoSpyBean
    AddressBooks books;

    @Autowired
    Entities<ContactsMessage> contacts;

    @Autowired
    MockMvcTester http;

    @Test
    void aUserForWhomThereIsNoRoomIsAskedToComeAgain() throws Exception {
        CompletableFuture<AddressBook> loaded = new CompletableFuture<>();
        willAnswer(invocation -> loaded.get(1, TimeUnit.MINUTES)).given(books).load("busy");

        CompletableFuture<List<Contact>> busy = contacts.get("busy").ask(new ListContacts());
        assertThat(http.get().uri("/api/next/contacts"))
                .hasStatus(HttpStatus.SERVICE_UNAVAILABLE)
                .containsHeader(HttpHeaders.RETRY_AFTER)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON);

        loaded.complete(AddressBook.EMPTY);
        assertThat(busy.get(10, TimeUnit.SECONDS)).isEmpty();
        assertThat(http.get().uri("/api/next/contacts")).hasStatusOk();
    }
}
