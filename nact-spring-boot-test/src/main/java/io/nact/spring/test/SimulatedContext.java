package io.nact.spring.test;

import io.nact.ActorSystem;
import io.nact.spring.registration.DeclaredActors;
import io.nact.testkit.Simulation;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.beans.factory.config.BeanDefinitionCustomizer;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The application context of one simulated run. */
final class SimulatedContext {

    /** Starts the actors, and waits for them on another thread than theirs, which is the only one here. */
    private static final String LIFECYCLE = "nactActorSystemLifecycle";

    /** Not a word about it: each run is to forget what happened in it. */
    private static final String STORED_IN_MEMORY = "nact.persistence.journal=memory";

    private static final BeanDefinitionCustomizer ENDED_BY_THE_RUN = definition -> definition.setDestroyMethodName("");

    private SimulatedContext() {}

    /** Refreshed, with its actors started. Whoever keeps it is given it before anything can fail. */
    static AnnotationConfigApplicationContext of(
            Simulation.Run run,
            Class<?>[] classes,
            List<String> properties,
            List<Consumer<AnnotationConfigApplicationContext>> beans,
            Consumer<AnnotationConfigApplicationContext> keeper) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        keeper.accept(context);
        TestPropertyValues.of(STORED_IN_MEMORY).and(properties).applyTo(context);
        context.registerBean("actorSystem", ActorSystem.class, run::system, ENDED_BY_THE_RUN);
        beans.forEach(bean -> bean.accept(context));
        if (classes.length > 0) {
            context.register(classes);
        }
        context.register(SimulatedActors.class);
        context.addBeanFactoryPostProcessor(
                factory -> ((BeanDefinitionRegistry) factory).removeBeanDefinition(LIFECYCLE));
        context.refresh();

        DeclaredActors actors = context.getBean(DeclaredActors.class);
        actors.spawn();
        run.advance(Duration.ZERO);
        actors.awaitFirstInstances();
        return context;
    }
}
