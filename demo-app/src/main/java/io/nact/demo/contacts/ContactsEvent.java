package io.nact.demo.contacts;

import io.nact.persistence.EventType;
import org.jspecify.annotations.Nullable;

/** What has happened to a user's contacts, as it is stored. */
sealed interface ContactsEvent {

    @EventType("contacts.created")
    record ContactCreated(long id, String name, @Nullable String email) implements ContactsEvent {}

    @EventType("contacts.patched")
    record ContactPatched(long id, String name, @Nullable String email) implements ContactsEvent {}

    @EventType("contacts.deleted")
    record ContactDeleted(long id) implements ContactsEvent {}
}
