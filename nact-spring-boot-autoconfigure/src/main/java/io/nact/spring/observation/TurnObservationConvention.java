package io.nact.spring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/** What the observations of turns are called and which keys they have. A bean of this type takes the place of the default. */
public interface TurnObservationConvention extends ObservationConvention<TurnObservationContext> {

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof TurnObservationContext;
    }
}
