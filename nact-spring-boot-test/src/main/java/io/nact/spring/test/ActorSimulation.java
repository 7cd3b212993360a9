package io.nact.spring.test;

import io.nact.testkit.Simulation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * Plays a scenario with Spring's actors in many orders of events, as a {@link Simulation} does. For each seed there is an
 * application context of its own, with these classes and no others, whose actors live in the system of that run: so they
 * are injected, proxied and configured as in the application, and take their turns one after the other on the calling
 * thread, in virtual time.
 *
 * <p>Immutable; each method but {@link #run} answers a changed copy. What holds for the scenario of a {@link Simulation}
 * holds here too: {@link Simulation.Run#await} takes the place of {@code call} and {@code join}.
 */
public final class ActorSimulation {

    private final Class<?>[] classes;

    private final List<String> properties;

    private final List<Consumer<AnnotationConfigApplicationContext>> beans;

    private final Simulation simulation;

    private ActorSimulation(
            Class<?>[] classes,
            List<String> properties,
            List<Consumer<AnnotationConfigApplicationContext>> beans,
            Simulation simulation) {
        this.classes = classes;
        this.properties = properties;
        this.beans = beans;
        this.simulation = simulation;
    }

    /** Of these actors, configuration classes and other components; a hundred seeds unless told. */
    public static ActorSimulation of(Class<?>... classes) {
        return new ActorSimulation(classes.clone(), List.of(), List.of(), Simulation.seeds(100));
    }

    /**
     * The same with so many runs, of the seeds from 0 on.
     *
     * @throws IllegalArgumentException if below one
     */
    public ActorSimulation seeds(int count) {
        return new ActorSimulation(classes, properties, beans, Simulation.seeds(count));
    }

    /** The same with the one run of this seed. */
    public ActorSimulation seed(long seed) {
        return new ActorSimulation(classes, properties, beans, Simulation.seed(seed));
    }

    /** The same with further properties, each as {@code name=value}; those of the application's files are not read. */
    public ActorSimulation properties(String... pairs) {
        List<String> more = new ArrayList<>(properties);
        more.addAll(Arrays.asList(pairs));
        return new ActorSimulation(classes, List.copyOf(more), beans, simulation);
    }

    /** The same with a bean beside those of the classes, such as a mock, made anew for each run. */
    public <T> ActorSimulation bean(Class<T> type, Supplier<T> bean) {
        List<Consumer<AnnotationConfigApplicationContext>> more = new ArrayList<>(beans);
        more.add(context -> context.registerBean(type, bean));
        return new ActorSimulation(classes, properties, List.copyOf(more), simulation);
    }

    /**
     * Plays the scenario once for each seed, after the actors have started.
     *
     * @throws io.nact.testkit.SimulationError for the first seed whose run fails; it says how to play that one again
     */
    public Simulation.Outcome run(Scenario scenario) {
        List<AnnotationConfigApplicationContext> contexts = new ArrayList<>();
        try {
            return simulation.run(run -> {
                // The one before has been kept until its actors had stopped.
                close(contexts);
                AnnotationConfigApplicationContext context =
                        SimulatedContext.of(run, classes, properties, beans, contexts::add);
                scenario.play(context, run);
            });
        } finally {
            close(contexts);
        }
    }

    private static void close(List<AnnotationConfigApplicationContext> contexts) {
        contexts.forEach(AnnotationConfigApplicationContext::close);
        contexts.clear();
    }

    /** What happens in a run, and what must be true of it. */
    @FunctionalInterface
    public interface Scenario {

        /**
         * Plays it, with the beans of this run's context.
         *
         * @throws Exception any; the run has failed
         */
        void play(ApplicationContext context, Simulation.Run run) throws Exception;
    }
}
