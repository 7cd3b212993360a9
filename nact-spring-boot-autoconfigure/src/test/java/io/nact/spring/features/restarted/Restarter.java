package io.nact.spring.features.restarted;

import static org.awaitility.Awaitility.await;

import java.beans.Introspector;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionTimeoutException;
import org.springframework.beans.CachedIntrospectionResults;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Restarts {@link RestartedApplication} as Boot's devtools do: libraries, nact among them, stay loaded, and each run of the
 * application has a class loader of its own, which nobody must hold on to afterwards. Runs in a JVM of its own, which
 * lets go of soft references at once.
 */
public final class Restarter {

    private static final int RUNS = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Restarter() {}

    /** Prints what is left of each run. */
    public static void main(String[] arguments) throws Exception {
        meetBoot();
        for (int i = 0; i < RUNS; i++) {
            WeakReference<ClassLoader> run = run();
            System.out.println("threads left: " + threads());
            System.out.println("classes left: " + !happens(() -> isGone(run)));
        }
    }

    /** Boot keeps the class loader of the first application that it meets: let that be none of those that count. */
    private static void meetBoot() {
        new SpringApplicationBuilder(Restarter.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .run()
                .close();
    }

    private static WeakReference<ClassLoader> run() throws Exception {
        ApplicationLoader loader = new ApplicationLoader();
        Runnable application = (Runnable) loader.loadClass(RestartedApplication.class.getName())
                .getDeclaredConstructor()
                .newInstance();
        Thread main = new Thread(application, "restartedMain");
        main.setContextClassLoader(loader);
        main.start();
        main.join();
        clearSpringsCaches(loader);
        return new WeakReference<>(loader);
    }

    /** Of what devtools clear. */
    private static void clearSpringsCaches(ClassLoader loader) {
        Introspector.flushCaches();
        CachedIntrospectionResults.clearClassLoader(loader);
        ResolvableType.clearCache();
        ReflectionUtils.clearCache();
        AnnotationUtils.clearCache();
    }

    private static List<String> threads() {
        happens(() -> nactThreads().isEmpty());
        return nactThreads();
    }

    private static List<String> nactThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("nact-"))
                .toList();
    }

    private static boolean isGone(WeakReference<ClassLoader> loader) {
        System.gc();
        return loader.get() == null;
    }

    private static boolean happens(Callable<Boolean> condition) {
        try {
            await().atMost(PATIENCE).until(condition);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    /** Loads the application's own classes itself, and all others from its parent. */
    private static final class ApplicationLoader extends ClassLoader {

        ApplicationLoader() {
            super(Restarter.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded == null && name.startsWith(RestartedApplication.class.getName())) {
                    loaded = define(name);
                }
                return loaded == null ? super.loadClass(name, resolve) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream code = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = code.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
