/** A shop whose stock is an actor beside a database: validated messages, transactions, users, events and schedules. */
@NullMarked
package io.nact.demo.shop;

import org.jspecify.annotations.NullMarked;
