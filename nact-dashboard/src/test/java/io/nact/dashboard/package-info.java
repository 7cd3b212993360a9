/** Tests of the live page without a browser; those with one are demo-app's. */
@NullMarked
package io.nact.dashboard;

import org.jspecify.annotations.NullMarked;
