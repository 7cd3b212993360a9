package io.nact.dashboard;

import io.nact.path.ActorPath;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
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
                    .addSerializer(StackTraceElement.class, new Frames()))
            .build();

    String write(Object value) {
        return mapper.writeValueAsString(value);
    }

    byte[] bytes(Object value) {
        return write(value).getBytes(StandardCharsets.UTF_8);
    }

    /** As stack traces have them, but without class loaders and modules. */
    private static final class Frames extends ValueSerializer<StackTraceElement> {

        @Override
        public void serialize(StackTraceElement frame, JsonGenerator json, SerializationContext context) {
            json.writeString("%s.%s(%s)".formatted(frame.getClassName(), frame.getMethodName(), place(frame)));
        }

        private static String place(StackTraceElement frame) {
            if (frame.isNativeMethod()) {
                return "Native Method";
            }
            String file = frame.getFileName();
            if (file == null) {
                return "Unknown Source";
            }
            return frame.getLineNumber() < 0 ? file : file + ":" + frame.getLineNumber();
        }
    }
}
