package io.nact.spring.registration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.Scope;

/**
 * The scope of the instances behind actors: one instance per life of an actor, made and destroyed in the actor's turn
 * and nowhere else.
 *
 * <p>A creation is bound to the thread of the turn. Spring hands over the callbacks for {@code @PreDestroy} while it
 * makes the instance; they are kept with the instance until nact destroys it.
 */
final class ActorScope implements Scope {

    static final String NAME = "actor";

    /** What {@link io.nact.spring.EntityId} resolves. */
    static final String ENTITY_ID = "nactEntityId";

    private final Declarations declarations;

    private final ThreadLocal<@Nullable Creation> current = new ThreadLocal<>();

    private final Map<Object, List<Runnable>> destructions = Collections.synchronizedMap(new IdentityHashMap<>());

    ActorScope(Declarations declarations) {
        this.declarations = declarations;
    }

    /** The scope of this bean factory, which has it from the post-processing of its definitions to its end; or none. */
    static @Nullable ActorScope of(ConfigurableBeanFactory beans) {
        return beans.getRegisteredScope(NAME) instanceof ActorScope scope ? scope : null;
    }

    Declarations declarations() {
        return declarations;
    }

    /** Lets {@code getBean} make an instance of this component, on this thread, for an entity of this id if it is one. */
    Object create(String component, @Nullable String entityId, Supplier<Object> getBean) {
        Creation outer = current.get();
        Creation creation = new Creation(component, entityId);
        current.set(creation);
        try {
            Object instance = getBean.get();
            if (creation.destructions != null) {
                destructions.put(instance, creation.destructions);
            }
            return instance;
        } finally {
            current.set(outer); // not removed: the next creation on this thread would need a new entry
        }
    }

    void destroy(Object instance) {
        List<Runnable> callbacks = destructions.remove(instance);
        if (callbacks != null) {
            callbacks.forEach(Runnable::run);
        }
    }

    @Override
    public Object get(String component, ObjectFactory<?> factory) {
        Creation creation = current.get();
        if (creation == null || creation.begun || !creation.component.equals(component)) {
            Declaration declaration = declarations.behind(component);
            throw new ActorBeanException(
                    "The instance behind actor '%s' is made in the actor's turn only, not by getBean."
                            .formatted(declaration.name()),
                    "Inject %s instead and send it messages.".formatted(declaration.injectableText()));
        }
        creation.begun = true;
        return factory.getObject();
    }

    @Override
    public @Nullable Object remove(String component) {
        return null; // an instance lives as long as its actor's life does
    }

    @Override
    public void registerDestructionCallback(String component, Runnable callback) {
        Creation creation = current.get();
        if (creation != null) {
            creation.add(callback);
        }
    }

    @Override
    public @Nullable Object resolveContextualObject(String key) {
        Creation creation = current.get();
        return creation != null && key.equals(ENTITY_ID) ? creation.entityId : null;
    }

    private static final class Creation {

        final String component;

        final @Nullable String entityId;

        @Nullable
        List<Runnable> destructions;

        boolean begun;

        Creation(String component, @Nullable String entityId) {
            this.component = component;
            this.entityId = entityId;
        }

        void add(Runnable destruction) {
            if (destructions == null) {
                destructions = new ArrayList<>(1);
            }
            destructions.add(destruction);
        }
    }
}
