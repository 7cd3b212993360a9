package io.nact.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationPredicate;
import io.nact.ActorRef;
import io.nact.Receive;
import io.nact.Request;
import io.nact.spring.Actor;
import io.nact.spring.observation.DefaultTurnObservationConvention;
import io.nact.spring.observation.TurnObservationContext;
import io.nact.spring.observation.TurnObservationConvention;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@SpringBootTest(
        classes = TracingTests.Parcels.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "nact.observations.enabled=true")
class TracingTests {

    @Autowired
    ActorRef<ParcelMessage> parcels;

    @Autowired
    Stopped stopped;

    @Test
    void aConventionAddsKeysAndAPredicateLeavesMessagesOut() {
        parcels.tell(new Heartbeat());
        assertThat(parcels.call(new Send("42"))).isEqualTo("sent");

        assertThat(stopped.turns)
                .singleElement()
                .satisfies(keys -> assertThat(keys)
                        .contains(
                                KeyValue.of("actor", "parcels"),
                                KeyValue.of("message", "Send"),
                                KeyValue.of("outcome", "handled"),
                                KeyValue.of("path", parcels.path().toString()),
                                KeyValue.of("parcel", "42")));
    }

    sealed interface ParcelMessage {}

    record Send(String parcel) implements ParcelMessage, Request<String> {}

    record Heartbeat() implements ParcelMessage {}

    @Actor("parcels")
    static class ParcelOffice {

        @Receive
        String send(Send message) {
            return "sent";
        }

        @Receive
        void beat(Heartbeat message) {}
    }

    static class ParcelNames extends DefaultTurnObservationConvention {

        @Override
        public KeyValues getHighCardinalityKeyValues(TurnObservationContext turn) {
            KeyValues keys = super.getHighCardinalityKeyValues(turn);
            return turn.getMessage() instanceof Send send ? keys.and("parcel", send.parcel()) : keys;
        }
    }

    static class Stopped implements ObservationHandler<TurnObservationContext> {

        private final List<KeyValues> turns = new CopyOnWriteArrayList<>();

        @Override
        public void onStop(TurnObservationContext turn) {
            turns.add(turn.getAllKeyValues());
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return context instanceof TurnObservationContext;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({ParcelOffice.class, Stopped.class})
    static class Parcels {

        @Bean
        TurnObservationConvention parcelNames() {
            return new ParcelNames();
        }

        @Bean
        ObservationPredicate withoutHeartbeats() {
            return (name, context) ->
                    !(context instanceof TurnObservationContext turn && turn.getMessage() instanceof Heartbeat);
        }
    }
}
