package io.nact.spring.aot;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.spring.autoconfigure.NactAutoConfiguration;
import io.nact.spring.autoconfigure.persistence.NactPersistenceAutoConfiguration;
import java.io.File;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.FileSystemGeneratedFiles;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.javapoet.ClassName;
import org.springframework.util.ClassUtils;

/**
 * An application with actors, processed ahead of time as a build does it. The code comes into being beside the classes
 * for which it was generated, in their class loader, so that it sees what is visible in their packages only.
 *
 * @param initializer the generated code that makes the context
 * @param hints what a native image would be told
 */
record ProcessedAheadOfTime(ApplicationContextInitializer<GenericApplicationContext> initializer, RuntimeHints hints) {

    /** Sets the names of what is generated apart: a class loader takes each once. */
    private static final AtomicInteger RUNS = new AtomicInteger();

    static ProcessedAheadOfTime with(Path folder, Class<?>... classes) throws Exception {
        ClassNameGenerator names =
                new ClassNameGenerator(ClassName.get(ProcessedAheadOfTime.class), "Run" + RUNS.incrementAndGet());
        FileSystemGeneratedFiles files = new FileSystemGeneratedFiles(kind -> folder.resolve(kind.name()));
        DefaultGenerationContext generation = new DefaultGenerationContext(names, files);
        ClassName initializer;
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.register(NactAutoConfiguration.class, NactPersistenceAutoConfiguration.class);
            context.register(classes);
            initializer = new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
        }
        generation.writeGeneratedContent();
        compile(folder);
        define(folder.resolve("compiled"));
        return new ProcessedAheadOfTime(instance(initializer.reflectionName()), generation.getRuntimeHints());
    }

    /** The context as a processed application starts it: from the code alone. */
    GenericApplicationContext start() {
        GenericApplicationContext context = new GenericApplicationContext();
        initializer.initialize(context);
        context.refresh();
        return context;
    }

    /** With the proxy classes of configurations, which were generated as classes and loaded on that occasion. */
    private static void compile(Path folder) throws IOException {
        String classPath =
                System.getProperty("java.class.path") + File.pathSeparator + folder.resolve(Kind.CLASS.name());
        Stream<String> options = Stream.of(
                "-proc:none",
                "-nowarn",
                "-cp",
                classPath,
                "-d",
                folder.resolve("compiled").toString());
        Stream<String> sources =
                files(folder.resolve(Kind.SOURCE.name())).stream().map(Path::toString);
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, Stream.concat(options, sources).toArray(String[]::new));
        assertThat(result).as("exit code of the compiler").isZero();
    }

    private static void define(Path compiled) throws Exception {
        for (Path file : files(compiled)) {
            String name = compiled.relativize(file).toString();
            Class<?> neighbour =
                    ClassUtils.forName(name.substring(0, name.indexOf("__")).replace('/', '.'), null);
            MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup()).defineClass(Files.readAllBytes(file));
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @SuppressWarnings("unchecked")
    private static ApplicationContextInitializer<GenericApplicationContext> instance(String type) throws Exception {
        return (ApplicationContextInitializer<GenericApplicationContext>)
                Class.forName(type).getDeclaredConstructor().newInstance();
    }
}
