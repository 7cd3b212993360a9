package io.nact.spring.registration;

import io.nact.Behavior;

/** Adds to the behaviours that are made of annotated classes. As a bean; several are called in their order. */
@FunctionalInterface
public interface ComponentCustomizer {

    /** The behaviour of actors of this class as it is to be. */
    Behavior<?> customize(Class<?> type, Behavior<?> behavior);
}
