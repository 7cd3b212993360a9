package io.nact.demo.contacts;

import io.nact.ActorSystem;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Repository;

/**
 * Where address books outlive their actors, which are passivated when idle. It stands in for a table; no two threads ever
 * write the same user's book, since only that user's actor does.
 */
@Repository
class AddressBooks {

    private final Map<String, AddressBook> books = new ConcurrentHashMap<>();

    private final ActorSystem system;

    AddressBooks(ActorSystem system) {
        this.system = system;
    }

    AddressBook load(String user) {
        return books.getOrDefault(user, AddressBook.EMPTY);
    }

    void save(String user, AddressBook book) {
        books.put(user, book);
        publish(user, book);
    }

    /** Tells whoever listens to the user's changes what the contacts are now. */
    void publish(String user, AddressBook book) {
        system.events().publish(new ContactsChanged(user, book.all()));
    }
}
