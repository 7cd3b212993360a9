/** How the tests of an application with actors look: docs/testing.md. */
@NullMarked
package io.nact.demo.greeting;

import org.jspecify.annotations.NullMarked;
