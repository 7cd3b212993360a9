package io.nact.spring.observation;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.nact.TurnObserver.Outcome;
import io.nact.spring.observation.TurnObservationDocumentation.HighCardinalityKeyNames;
import io.nact.spring.observation.TurnObservationDocumentation.LowCardinalityKeyNames;
import java.util.Locale;

/** Named {@code nact.turn}, with a span named after the type of the actor and that of the message. For extension. */
public class DefaultTurnObservationConvention implements TurnObservationConvention {

    private static final String NAME = "nact.turn";

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public String getContextualName(TurnObservationContext context) {
        return context.getActorType() + " " + context.getMessageName();
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(TurnObservationContext context) {
        return KeyValues.of(
                LowCardinalityKeyNames.ACTOR.withValue(context.getActorType()),
                LowCardinalityKeyNames.MESSAGE.withValue(context.getMessageName()),
                LowCardinalityKeyNames.OUTCOME.withValue(outcome(context)));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(TurnObservationContext context) {
        return KeyValues.of(
                HighCardinalityKeyNames.PATH.withValue(context.getPath().toString()));
    }

    private static String outcome(TurnObservationContext context) {
        Outcome outcome = context.getOutcome();
        return outcome == null ? KeyValue.NONE_VALUE : outcome.name().toLowerCase(Locale.ROOT);
    }
}
