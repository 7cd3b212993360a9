/** Address books: one entity actor per user, behind REST. */
@NullMarked
package io.nact.demo.contacts;

import org.jspecify.annotations.NullMarked;
