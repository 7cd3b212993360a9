package io.nact.spring.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/** The observations of actors. */
public enum TurnObservationDocumentation implements ObservationDocumentation {

    /** The handling of one message by one actor, from its start to its end; waiting for its stage included. */
    TURN {

        @Override
        public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
            return DefaultTurnObservationConvention.class;
        }

        @Override
        public KeyName[] getLowCardinalityKeyNames() {
            return LowCardinalityKeyNames.values();
        }

        @Override
        public KeyName[] getHighCardinalityKeyNames() {
            return HighCardinalityKeyNames.values();
        }
    };

    /** Keys with few values. */
    public enum LowCardinalityKeyNames implements KeyName {

        /** Name of the actor's type; for an entity that of its kind, and never its id. */
        ACTOR {
            @Override
            public String asString() {
                return "actor";
            }
        },

        /** What the message's class is called, as in the meter {@code nact.messages}. */
        MESSAGE {
            @Override
            public String asString() {
                return "message";
            }
        },

        /** What came of the message, as the names of {@code TurnObserver.Outcome} in lower case; {@code none} until then. */
        OUTCOME {
            @Override
            public String asString() {
                return "outcome";
            }
        }
    }

    /** Keys with a value for each actor. */
    public enum HighCardinalityKeyNames implements KeyName {

        /** Path of the actor. */
        PATH {
            @Override
            public String asString() {
                return "path";
            }
        }
    }
}
