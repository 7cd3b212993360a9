package io.nact.demo.contacts;

import static io.nact.spring.test.ActorTime.MANUAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorSystem;
import io.nact.Entities;
import io.nact.demo.contacts.ContactsMessage.CreateContact;
import io.nact.demo.contacts.ContactsMessage.ListContacts;
import io.nact.spring.test.ActorTest;
import io.nact.testkit.ActorTestKit;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ActorTest(actors = UserContacts.class, time = MANUAL)
class UserContactsTests {

    @Autowired
    Entities<ContactsMessage> contacts;

    @Autowired
    ActorSystem system;

    @Autowired
    ActorTestKit kit;

    @Autowired
    ManualTime time;

    @Test
    void areThereAgainAfterAQuietHour() {
        contacts.get("Gavin").call(new CreateContact("Richard", null));

        kit.settle();
        time.advance(Duration.ofHours(1));
        kit.settle();
        assertThat(system.find(contacts.get("Gavin").path())).isEmpty();

        assertThat(contacts.get("Gavin").call(new ListContacts()))
                .extracting(Contact::name)
                .containsExactly("Richard");
    }
}
