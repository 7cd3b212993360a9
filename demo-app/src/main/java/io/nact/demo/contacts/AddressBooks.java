package io.nact.demo.contacts;

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

    AddressBook load(String user) {
        return books.getOrDefault(user, AddressBook.EMPTY);
    }

    void save(String user, AddressBook book) {
        books.put(user, book);
    }
}
