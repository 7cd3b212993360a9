/** Auto-configuration of the validation of messages. */
@NullMarked
package io.nact.spring.autoconfigure.validation;

import org.jspecify.annotations.NullMarked;
