package io.nact.demo.contacts;

import io.nact.ActorContext;
import io.nact.demo.contacts.ContactsEvent.ContactCreated;
import io.nact.demo.contacts.ContactsEvent.ContactDeleted;
import io.nact.demo.contacts.ContactsEvent.ContactPatched;
import io.nact.demo.contacts.ContactsMessage.CreateContact;
import io.nact.demo.contacts.ContactsMessage.DeleteContact;
import io.nact.demo.contacts.ContactsMessage.GetContact;
import io.nact.demo.contacts.ContactsMessage.ListContacts;
import io.nact.demo.contacts.ContactsMessage.PatchContact;
import io.nact.demo.contacts.ContactsMessage.ShowContacts;
import io.nact.persistence.Decision;
import io.nact.persistence.Decisions;
import io.nact.spring.ApplyEvent;
import io.nact.spring.EventSourcedActor;
import io.nact.spring.HandleCommand;
import java.util.List;

/** Each user's contacts, which are kept by what has happened to them. Tells whoever listens what they are after each change. */
@EventSourcedActor(type = "contacts", snapshotEvery = 500)
class UserContacts {

    AddressBook empty() {
        return AddressBook.EMPTY;
    }

    @HandleCommand
    List<Contact> list(AddressBook book, ListContacts command) {
        return book.all();
    }

    @HandleCommand
    Contact get(AddressBook book, GetContact command) {
        return book.existing(command.id());
    }

    @HandleCommand
    Decision<AddressBook, ContactsEvent, Contact> create(
            AddressBook book, CreateContact command, Decisions<?, AddressBook, ContactsEvent, Contact> decide) {
        long id = book.lastId() + 1;
        return decide.persist(new ContactCreated(id, command.name(), command.email()))
                .thenRun(after -> publish(after, decide.context()))
                .thenReply(after -> after.existing(id));
    }

    @HandleCommand
    Decision<AddressBook, ContactsEvent, Contact> patch(
            AddressBook book, PatchContact command, Decisions<?, AddressBook, ContactsEvent, Contact> decide) {
        Contact old = book.existing(command.id());
        String name = command.name() == null ? old.name() : command.name();
        String email = command.email() == null ? old.email() : command.email();
        return decide.persist(new ContactPatched(old.id(), name, email))
                .thenRun(after -> publish(after, decide.context()))
                .thenReply(after -> after.existing(old.id()));
    }

    @HandleCommand
    Decision<AddressBook, ContactsEvent, Void> delete(
            AddressBook book, DeleteContact command, Decisions<?, AddressBook, ContactsEvent, Void> decide) {
        Contact old = book.existing(command.id());
        return decide.persist(new ContactDeleted(old.id())).thenRun(after -> publish(after, decide.context()));
    }

    @HandleCommand
    void show(AddressBook book, ShowContacts command, ActorContext<ContactsMessage> context) {
        publish(book, context);
    }

    /** The actor's name is the user's. */
    private static void publish(AddressBook book, ActorContext<?> context) {
        context.system().events().publish(new ContactsChanged(context.name(), book.all()));
    }

    @ApplyEvent
    AddressBook deleted(AddressBook book, ContactDeleted event) {
        return book.without(event.id());
    }

    @ApplyEvent
    AddressBook patched(AddressBook book, ContactPatched event) {
        return book.with(new Contact(event.id(), event.name(), event.email()));
    }

    @ApplyEvent
    AddressBook created(AddressBook book, ContactCreated event) {
        return book.with(new Contact(event.id(), event.name(), event.email()));
    }
}
