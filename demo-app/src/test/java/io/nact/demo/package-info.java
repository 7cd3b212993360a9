/** The application as its callers see it, over HTTP; and the documentation's examples. */
@NullMarked
package io.nact.demo;

import org.jspecify.annotations.NullMarked;
