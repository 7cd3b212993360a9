/** Address books: one event-sourced entity per user, behind REST. */
@NullMarked
package io.nact.demo.contacts;

import org.jspecify.annotations.NullMarked;
