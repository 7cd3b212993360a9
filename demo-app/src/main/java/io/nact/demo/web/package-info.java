/** What all controllers of the application share. */
@NullMarked
package io.nact.demo.web;

import org.jspecify.annotations.NullMarked;
