/** For tests of Spring Boot applications with actors: the slice of the actors, probes in their place, manual time. */
@NullMarked
package io.nact.spring.test;

import org.jspecify.annotations.NullMarked;
