/**
 * Objects with {@link io.nact.Receive} methods as behaviours.
 *
 * <p>Everything about the class is read, checked and bound once ({@link io.nact.component.Component#of}); a message then
 * costs one look-up by its class and one call of a method handle. Written on the public API of {@code io.nact} alone.
 */
@NullMarked
package io.nact.component;

import org.jspecify.annotations.NullMarked;
