package io.nact.spring;

import io.nact.persistence.EventTypesBuilder;

/**
 * Adds to the {@link io.nact.persistence.EventTypes} of the application: the events and states of persistent actors that are
 * written as functions, classes that carry no annotation, or another mapper. Those of an {@link EventSourcedActor} are there
 * by themselves.
 *
 * <pre>{@code
 * @Bean
 * EventTypesCustomizer walletEvents() {
 *     return types -> types.add(WalletEvent.class);
 * }
 * }</pre>
 *
 * <p>Beans of this type are asked in their order. An application with an {@code EventTypes} bean of its own is not asked.
 */
@FunctionalInterface
public interface EventTypesCustomizer {

    /** Adds what is missing. */
    void customize(EventTypesBuilder types);
}
