/** The contacts behind their controller, in one virtual machine and without a port. */
@NullMarked
package io.nact.demo.contacts;

import org.jspecify.annotations.NullMarked;
