/** The live page in a real browser, with the demo under load behind it: the profile {@code browser}. */
@NullMarked
package io.nact.demo.browser;

import org.jspecify.annotations.NullMarked;
