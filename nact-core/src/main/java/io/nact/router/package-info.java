/** Actors that hand each message on to one or all of several others. */
@NullMarked
package io.nact.router;

import org.jspecify.annotations.NullMarked;
