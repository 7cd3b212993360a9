package io.nact.demo.contacts;

import io.nact.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a user's contacts can be asked. */
sealed interface ContactsMessage {

    record ListContacts() implements ContactsMessage, Request<List<Contact>> {}

    record GetContact(long id) implements ContactsMessage, Request<Contact> {}

    record CreateContact(String name, @Nullable String email) implements ContactsMessage, Request<Contact> {}

    /** Changes what is given; null leaves it as it is. */
    record PatchContact(
            long id, @Nullable String name, @Nullable String email) implements ContactsMessage, Request<Contact> {}

    record DeleteContact(long id) implements ContactsMessage, Request<Void> {}

    /** Has them published once more, for somebody who has just begun to listen. */
    record ShowContacts() implements ContactsMessage {}
}
