package io.nact.demo.contacts;

import io.nact.persistence.EventType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One user's contacts, oldest first. Immutable: each change answers a new book.
 *
 * @param lastId the last id that was given away
 */
@EventType("contacts.book")
record AddressBook(long lastId, Map<Long, Contact> contacts) {

    static final AddressBook EMPTY = new AddressBook(0, Map.of());

    List<Contact> all() {
        return List.copyOf(contacts.values());
    }

    /**
     * The contact with this id.
     *
     * @throws ContactNotFoundException if there is none
     */
    Contact existing(long id) {
        Contact found = contacts.get(id);
        if (found == null) {
            throw new ContactNotFoundException(id);
        }
        return found;
    }

    /** The book with this contact added, or in the place of the one with the same id. */
    AddressBook with(Contact contact) {
        Map<Long, Contact> next = new LinkedHashMap<>(contacts);
        next.put(contact.id(), contact);
        return new AddressBook(Math.max(lastId, contact.id()), Collections.unmodifiableMap(next));
    }

    AddressBook without(long id) {
        Map<Long, Contact> next = new LinkedHashMap<>(contacts);
        next.remove(id);
        return new AddressBook(lastId, Collections.unmodifiableMap(next));
    }
}
