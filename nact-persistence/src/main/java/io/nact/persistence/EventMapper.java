package io.nact.persistence;

import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How events are written as JSON unless told otherwise.
 *
 * <p>It is no mapper of the web's: what is stored must be readable in ten years, whatever the web tier's naming strategy is by
 * then. All that this rests on is said here, also where it is Jackson's default today.
 */
public final class EventMapper {

    private EventMapper() {}

    /** A mapper that reads events with more or fewer properties than their class has, and writes times as ISO text. */
    public static JsonMapper standard() {
        return builder().build();
    }

    /** The same, to add modules to. */
    public static JsonMapper.Builder builder() {
        return JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
                .disable(EnumFeature.READ_ENUMS_USING_TO_STRING)
                // Jackson's messages quote what they cannot read, and a message ends in a log.
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION);
    }
}
