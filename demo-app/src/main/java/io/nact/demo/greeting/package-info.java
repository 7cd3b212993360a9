/** The greeter of the README: the smallest useful actor. */
@NullMarked
package io.nact.demo.greeting;

import org.jspecify.annotations.NullMarked;
