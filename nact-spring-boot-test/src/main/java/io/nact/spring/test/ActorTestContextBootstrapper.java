package io.nact.spring.test;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/** Finds the application's configuration and the properties of an {@link ActorTest}. */
final class ActorTestContextBootstrapper extends TestSliceTestContextBootstrapper<ActorTest> {}
