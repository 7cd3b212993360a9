package io.nact.benchmarks.mechanism;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelBaggageManager;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.nact.SystemOptions;
import io.nact.spring.context.ThreadContext;
import io.nact.spring.observation.ObservedTurns;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;

/** Who sees turns. */
public enum Sight {
    NOBODY,
    /** Nobody, but a recording has come and gone. */
    RECORDED_BEFORE {
        @Override
        void begin() {
            try (Recording recording = new Recording()) {
                recording.start();
            }
        }
    },
    /** The flight recorder, of turns of more than its ten milliseconds. */
    RECORDING {

        private @Nullable Recording recording;

        @Override
        void begin() {
            Recording begun = new Recording();
            begun.start();
            recording = begun;
        }

        @Override
        void end() {
            if (recording != null) {
                recording.close();
            }
        }
    },
    /** Nobody, but what the sender's thread carries goes along, which is nothing. */
    CARRIED {
        @Override
        SystemOptions options() {
            return SystemOptions.defaults().withContextPropagation(context(ObservationRegistry.create()));
        }
    },
    /** Micrometer, which does nothing with its observations. */
    OBSERVED {
        @Override
        SystemOptions options() {
            ObservationRegistry registry = ObservationRegistry.create();
            registry.observationConfig().observationHandler(observation -> true);
            return observedBy(registry);
        }
    },
    /** OpenTelemetry by Micrometer, which takes no sample of the traces. */
    UNSAMPLED {
        @Override
        SystemOptions options() {
            return tracedBy(Sampler.alwaysOff());
        }
    },
    /** The same, with a sample of all, that is exported nowhere. */
    TRACED {
        @Override
        SystemOptions options() {
            return tracedBy(Sampler.alwaysOn());
        }
    };

    void begin() {}

    void end() {}

    SystemOptions options() {
        return SystemOptions.defaults();
    }

    private static SystemOptions tracedBy(Sampler sampler) {
        OtelCurrentTraceContext current = new OtelCurrentTraceContext();
        OtelTracer tracer = new OtelTracer(
                SdkTracerProvider.builder().setSampler(sampler).build().get("benchmark"),
                current,
                event -> {},
                new OtelBaggageManager(current, List.of(), List.of()));
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new DefaultTracingObservationHandler(tracer));
        return observedBy(registry);
    }

    private static SystemOptions observedBy(ObservationRegistry registry) {
        return SystemOptions.defaults()
                .withContextPropagation(context(registry))
                .withTurnObserver(new ObservedTurns(registry, null));
    }

    private static ThreadContext context(ObservationRegistry registry) {
        return new ThreadContext(List.of(new ObservationThreadLocalAccessor(registry)));
    }
}
