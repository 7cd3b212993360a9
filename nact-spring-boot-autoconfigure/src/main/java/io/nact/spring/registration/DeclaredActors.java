package io.nact.spring.registration;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behavior;
import io.nact.entity.EntityKinds;
import io.nact.spring.ActorDefinition;
import io.nact.spring.EntityDefinition;
import io.nact.spring.event.EventsToActors;
import io.nact.supervision.SupervisionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Spawns what an application context declares, each once, when its reference is first wanted or the context starts. */
public final class DeclaredActors {

    /** The bean definitions of references name this bean as their factory. */
    public static final String BEAN_NAME = "nactDeclaredActors";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ActorSystem system;

    private final ConfigurableListableBeanFactory beans;

    private final Duration passivateAfter;

    private final int maxActive;

    private final ActorSettings settings;

    private final ActorScope scope;

    private final Declarations declarations;

    private final FirstInstances firstInstances = new FirstInstances();

    /**
     * Of one application context.
     *
     * @param settings what is said of single actors
     * @param passivateAfter how long an entity may be idle
     * @param maxActive how many entities of a kind may live at once
     */
    public DeclaredActors(
            ActorSystem system,
            ConfigurableListableBeanFactory beans,
            ActorSettings settings,
            Duration passivateAfter,
            int maxActive) {
        this.system = system;
        this.beans = beans;
        this.settings = settings;
        this.passivateAfter = passivateAfter;
        this.maxActive = maxActive;
        this.scope = Objects.requireNonNull(ActorScope.of(beans), "ActorBeans has not run");
        this.declarations = scope.declarations();
        settings.settle(declarations);
    }

    /** The ways of application events to the actors that handle them. */
    public static EventsToActors events(ConfigurableListableBeanFactory beans) {
        ActorScope scope = Objects.requireNonNull(ActorScope.of(beans), "ActorBeans has not run");
        List<EventsToActors.Route> routes = scope.declarations().all().stream()
                .filter(Declaration.OfComponent.class::isInstance)
                .map(Declaration.OfComponent.class::cast)
                .flatMap(declared ->
                        EventRules.routes(declared.name(), declared.component().type()).stream())
                .toList();
        return new EventsToActors(routes, name -> actor(beans, name));
    }

    @SuppressWarnings("unchecked") // an actor refuses what it does not take
    private static ActorRef<Object> actor(ConfigurableListableBeanFactory beans, String name) {
        return (ActorRef<Object>) beans.getBean(name);
    }

    /** Spawns those that nobody has injected. */
    public void spawn() {
        declarations.all().forEach(declaration -> beans.getBean(declaration.name()));
    }

    /** The references to the actors that live, kinds of entities excepted. */
    public List<ActorRef<?>> references() {
        return names().filter(name -> !isKind(name))
                .map(this::find)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The names of those that do not live although they are declared, whoever ended them. Single entities are not declared. */
    public List<String> ended() {
        return names().filter(name -> find(name).isEmpty()).toList();
    }

    private Stream<String> names() {
        return declarations.all().stream().map(Declaration::name);
    }

    private Optional<ActorRef<?>> find(String name) {
        return system.find(system.path().child(name));
    }

    /** Whether a kind of entity of this name is declared. */
    public boolean isKind(String name) {
        return declarations.all().stream()
                .anyMatch(declaration -> declaration.name().equals(name) && declaration.entity());
    }

    /** How many entities of a kind may live at once. */
    public int maxActive() {
        return maxActive;
    }

    /** Whether one of them takes messages of this class. An actor that takes any object says nothing about it. */
    public boolean take(Class<?> message) {
        return declarations.all().stream()
                .map(declaration -> declaration.messages().toClass())
                .anyMatch(protocol -> protocol != Object.class && protocol.isAssignableFrom(message));
    }

    /**
     * Waits until each component, entities excepted, has its first instance.
     *
     * @throws RuntimeException what kept one of them from being made
     */
    public void awaitFirstInstances() {
        firstInstances.await(PATIENCE, system::isRunning);
    }

    /** Spawns one: the factory method of its reference. */
    Object reference(String name) {
        Declaration declaration = declarations.named(name);
        if (declaration instanceof Declaration.OfComponent component) {
            ScopedInstances instances = new ScopedInstances(beans, scope, component);
            Behavior<?> behavior = configured(
                    component, component.supervision(), component.component().behavior(instances));
            return component.entity() ? entities(component, behavior) : actor(component, behavior, instances);
        }
        if (declaration instanceof Declaration.OfEventSourced entity) {
            return entities(
                    entity, configured(entity, entity.supervision(), new EventSourcedEntities(beans).behavior(entity)));
        }
        Class<?> protocol = declaration.messages().toClass();
        Behavior<?> behavior = settings.apply(declaration, withProtocol(defined(declaration), protocol));
        return declaration.entity() ? entities(declaration, behavior) : system.spawn(name, behavior);
    }

    private Behavior<?> defined(Declaration declaration) {
        Object definition = beans.getBean(declaration.source());
        return definition instanceof EntityDefinition<?> entities
                ? entities.behavior()
                : ((ActorDefinition<?>) definition).behavior();
    }

    /** The class is the M of the definition's type, which only the bean method's return type still knows. */
    @SuppressWarnings("unchecked")
    private static <M> Behavior<M> withProtocol(Behavior<M> behavior, Class<?> protocol) {
        return behavior.options().protocol() == null ? behavior.protocol((Class<M>) protocol) : behavior;
    }

    private ActorRef<?> actor(Declaration declaration, Behavior<?> behavior, ScopedInstances instances) {
        ActorRef<?> actor = system.spawn(declaration.name(), behavior);
        firstInstances.add(declaration.name(), instances.first());
        return actor;
    }

    private Object entities(Declaration declaration, Behavior<?> behavior) {
        return EntityKinds.register(
                system, declaration.name(), behavior, settings.passivateAfter(declaration, passivateAfter), maxActive);
    }

    /** With all that is said of the actor beside its handlers. */
    private Behavior<?> configured(
            Declaration declaration, Class<? extends SupervisionPolicy> policy, Behavior<?> behavior) {
        Class<?> type = Objects.requireNonNull(declaration.type());
        Behavior<?> customized = behavior;
        for (ComponentCustomizer customizer :
                beans.getBeanProvider(ComponentCustomizer.class).orderedStream().toList()) {
            customized = customizer.customize(type, customized);
        }
        Behavior<?> supervised = policy == SupervisionPolicy.class ? customized : customized.onCrash(policy(policy));
        return settings.apply(declaration, supervised);
    }

    private SupervisionPolicy policy(Class<? extends SupervisionPolicy> type) {
        SupervisionPolicy bean = beans.getBeanProvider(type).getIfUnique();
        return bean != null ? bean : beans.createBean(type);
    }
}
