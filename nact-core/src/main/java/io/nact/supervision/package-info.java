/** What happens to an actor that crashed. */
@NullMarked
package io.nact.supervision;

import org.jspecify.annotations.NullMarked;
