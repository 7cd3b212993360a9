package io.nact.demo.contacts;

import io.nact.Receive;
import io.nact.demo.contacts.ContactsMessage.CreateContact;
import io.nact.demo.contacts.ContactsMessage.DeleteContact;
import io.nact.demo.contacts.ContactsMessage.GetContact;
import io.nact.demo.contacts.ContactsMessage.ListContacts;
import io.nact.demo.contacts.ContactsMessage.PatchContact;
import io.nact.demo.contacts.ContactsMessage.ShowContacts;
import io.nact.spring.EntityActor;
import io.nact.spring.EntityId;
import java.util.List;

/** One user's contacts. */
@EntityActor
class UserContacts {

    private final String user;

    private final AddressBooks books;

    private AddressBook book;

    UserContacts(@EntityId String user, AddressBooks books) {
        this.user = user;
        this.books = books;
        this.book = books.load(user);
    }

    @Receive
    List<Contact> list(ListContacts message) {
        return book.all();
    }

    @Receive
    Contact get(GetContact message) {
        return existing(message.id());
    }

    @Receive
    Contact create(CreateContact message) {
        Contact created = new Contact(book.lastId() + 1, message.name(), message.email());
        keep(book.with(created));
        return created;
    }

    @Receive
    Contact patch(PatchContact message) {
        Contact old = existing(message.id());
        Contact patched = new Contact(
                old.id(),
                message.name() == null ? old.name() : message.name(),
                message.email() == null ? old.email() : message.email());
        keep(book.with(patched));
        return patched;
    }

    @Receive
    void delete(DeleteContact message) {
        keep(book.without(existing(message.id()).id()));
    }

    @Receive
    void show(ShowContacts message) {
        books.publish(user, book);
    }

    private Contact existing(long id) {
        return book.find(id).orElseThrow(() -> new ContactNotFoundException(id));
    }

    private void keep(AddressBook next) {
        books.save(user, next);
        book = next;
    }
}
