/** The words a user writes: systems, references, behaviours, requests and the errors an actor can answer with. */
@NullMarked
package io.nact;

import org.jspecify.annotations.NullMarked;
