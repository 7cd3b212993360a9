/** What users type to make actors of their beans. */
@NullMarked
package io.nact.spring;

import org.jspecify.annotations.NullMarked;
