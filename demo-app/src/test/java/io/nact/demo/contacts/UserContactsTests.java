package io.nact.demo.contacts;

import static io.nact.spring.test.ActorTime.MANUAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

import io.nact.Entities;
import io.nact.demo.contacts.ContactsMessage.CreateContact;
import io.nact.demo.contacts.ContactsMessage.ListContacts;
import io.nact.spring.test.ActorTest;
import io.nact.testkit.ActorTestKit;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

@ActorTest(actors = UserContacts.class, time = MANUAL)
class UserContactsTests {

    @MockitoBean
    AddressBooks books;

    @Autowired
    Entities<ContactsMessage> contacts;

    @Autowired
    ActorTestKit kit;

    @Autowired
    ManualTime time;

    @BeforeEach
    void nobodyHasContactsYet() {
        given(books.load("Gavin")).willReturn(AddressBook.EMPTY);
    }

    @Test
    void loadsTheBookAgainAfterAQuietHour() {
        contacts.get("Gavin").call(new CreateContact("Richard", null));
        assertThat(contacts.get("Gavin").call(new ListContacts())).hasSize(1);

        kit.settle();
        time.advance(Duration.ofHours(1));
        kit.settle();

        assertThat(contacts.get("Gavin").call(new ListContacts())).isEmpty();
    }
}
