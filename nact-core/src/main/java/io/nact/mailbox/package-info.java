/** Queues between senders and an actor. */
@NullMarked
package io.nact.mailbox;

import org.jspecify.annotations.NullMarked;
