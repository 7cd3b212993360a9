package io.nact.demo.contacts;

import java.util.List;

/** What a user's contacts are now: who reads it has missed nothing, even if there were others in between. */
record ContactsChanged(String user, List<Contact> contacts) {}
