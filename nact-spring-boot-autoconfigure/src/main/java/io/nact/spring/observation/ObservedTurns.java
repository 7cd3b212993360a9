package io.nact.spring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.nact.TurnObserver;
import org.jspecify.annotations.Nullable;

/**
 * Makes an observation of each turn, below the one that its sender's thread carried. It is the current one for the handler,
 * so that what the turn sends comes from it.
 */
public final class ObservedTurns implements TurnObserver {

    private static final TurnObservationConvention DEFAULT = new DefaultTurnObservationConvention();

    private final ObservationRegistry registry;

    private final @Nullable TurnObservationConvention convention;

    /**
     * Turns observed by the registry.
     *
     * @param convention takes the place of the {@linkplain DefaultTurnObservationConvention default}, if there is one
     */
    public ObservedTurns(ObservationRegistry registry, @Nullable TurnObservationConvention convention) {
        this.registry = registry;
        this.convention = convention;
    }

    @Override
    public @Nullable Observed begins(Beginning turn) {
        if (registry.isNoop()) {
            return null;
        }
        TurnObservationContext context = new TurnObservationContext(turn);
        Observation observation =
                TurnObservationDocumentation.TURN.observation(convention, DEFAULT, () -> context, registry);
        if (observation.isNoop()) {
            return null;
        }
        observation.start();
        return new ObservedTurn(registry, observation, context);
    }

    private record ObservedTurn(ObservationRegistry registry, Observation observation, TurnObservationContext context)
            implements Observed {

        @Override
        public void run(Runnable part) {
            Observation.Scope scope = observation.openScope();
            try {
                part.run();
            } finally {
                closeForgotten(scope);
                scope.close();
            }
        }

        /** Closes what the part has opened and left open: it would be there for the next turn on this thread. */
        private void closeForgotten(Observation.Scope scope) {
            Observation.Scope outer = registry.getCurrentObservationScope();
            while (outer != null && outer != scope) {
                outer = outer.getPreviousObservationScope();
            }
            Observation.Scope open = registry.getCurrentObservationScope();
            while (outer != null && open != null && open != scope) {
                open.close();
                open = registry.getCurrentObservationScope();
            }
        }

        @Override
        public void ends(Outcome outcome, @Nullable Throwable failure) {
            context.endsWith(outcome);
            try {
                if (failure != null) {
                    observation.error(failure);
                }
                observation.stop();
            } finally {
                context.letGo();
            }
        }
    }
}
