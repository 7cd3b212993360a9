/** A Spring Boot application built on actors. */
@NullMarked
package io.nact.demo;

import org.jspecify.annotations.NullMarked;
