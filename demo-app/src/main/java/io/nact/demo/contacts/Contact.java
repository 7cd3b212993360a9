package io.nact.demo.contacts;

import org.jspecify.annotations.Nullable;

/**
 * Somebody that a user knows.
 *
 * @param id unique among the user's contacts, never used again
 */
record Contact(long id, String name, @Nullable String email) {}
