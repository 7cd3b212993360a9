/** Validation of messages before they are sent. */
@NullMarked
package io.nact.spring.validation;

import org.jspecify.annotations.NullMarked;
