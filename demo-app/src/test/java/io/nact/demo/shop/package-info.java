/** Tests of the shop. */
@NullMarked
package io.nact.demo.shop;

import org.jspecify.annotations.NullMarked;
