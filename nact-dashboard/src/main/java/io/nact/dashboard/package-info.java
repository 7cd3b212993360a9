/** The live page: a web endpoint of Actuator that shows what goes on in an actor system while somebody looks. */
@NullMarked
package io.nact.dashboard;

import org.jspecify.annotations.NullMarked;
