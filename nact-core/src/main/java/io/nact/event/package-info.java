/** What a system tells about itself. */
@NullMarked
package io.nact.event;

import org.jspecify.annotations.NullMarked;
