/** The examples of README.md and docs/, run. */
@NullMarked
package io.nact.demo.docs;

import org.jspecify.annotations.NullMarked;
