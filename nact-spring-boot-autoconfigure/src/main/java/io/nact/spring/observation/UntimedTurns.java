package io.nact.spring.observation;

import io.micrometer.core.instrument.observation.MeterObservationHandler;
import io.micrometer.observation.Observation;

/**
 * Makes no meters of the observations of turns: how long turns take is told by {@code nact.processing.latency}, which costs
 * far less. Stands before the handler that makes a timer of every observation.
 */
public final class UntimedTurns implements MeterObservationHandler<TurnObservationContext> {

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof TurnObservationContext;
    }
}
