package io.nact.spring.autoconfigure;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/** What a native image must keep for the dispatcher of virtual threads, which nact-core, being of Java 17, calls by name. */
final class VirtualThreadHints implements RuntimeHintsRegistrar {

    private static final TypeReference BUILDER = TypeReference.of("java.lang.Thread$Builder$OfVirtual");

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
        hints.reflection()
                .registerType(Thread.class, type -> type.withMethod("ofVirtual", List.of(), ExecutableMode.INVOKE))
                .registerType(
                        BUILDER,
                        type -> type.withMethod(
                                        "name",
                                        List.of(TypeReference.of(String.class), TypeReference.of(long.class)),
                                        ExecutableMode.INVOKE)
                                .withMethod("factory", List.of(), ExecutableMode.INVOKE))
                .registerType(
                        Executors.class,
                        type -> type.withMethod(
                                "newThreadPerTaskExecutor",
                                List.of(TypeReference.of(ThreadFactory.class)),
                                ExecutableMode.INVOKE));
    }
}
