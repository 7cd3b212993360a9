package io.nact.dashboard;

import io.nact.path.ActorPath;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/**
 * JSON as the page reads it: durations in seconds, paths and stack frames as text, names of constants in lower case. It is
 * not the application's, whose settings are for its own JSON.
 */
final class Json {

    private final JsonMapper mapper = JsonMapper.builder()
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .enable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .addModule(new SimpleModule()
                    .addSerializer(ActorPath.class, ToStringSerializer.instance)
                    .addSerializer(StackTraceElement.class, ToStringSerializer.instance))
            .build();

    String write(Object value) {
        return mapper.writeValueAsString(value);
    }

    byte[] bytes(Object value) {
        return write(value).getBytes(StandardCharsets.UTF_8);
    }
}
