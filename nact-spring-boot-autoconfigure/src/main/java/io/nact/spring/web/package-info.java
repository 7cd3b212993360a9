/** Actors behind HTTP: what a failure answers, and what a client that has gone takes back. */
@NullMarked
package io.nact.spring.web;

import org.jspecify.annotations.NullMarked;
