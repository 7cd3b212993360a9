/** Auto-configuration of actors behind HTTP. */
@NullMarked
package io.nact.spring.autoconfigure.web;

import org.jspecify.annotations.NullMarked;
