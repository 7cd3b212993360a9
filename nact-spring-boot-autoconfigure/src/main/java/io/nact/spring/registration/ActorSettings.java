package io.nact.spring.registration;

import io.nact.Behavior;
import io.nact.dispatch.Dispatcher;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/** What is said of declared actors beside their behaviour: by configuration, which goes first, or by annotation. */
public final class ActorSettings {

    private final Map<String, ActorOverrides> configured;

    private final NamedDispatchers dispatchers;

    private final boolean whole;

    /** What is configured, by the names of the actors as they are declared. */
    private final Map<String, ActorOverrides> byActor = new LinkedHashMap<>();

    /**
     * Those of one application context.
     *
     * @param configured what configuration says, by the names of the actors as it spells them
     * @param whole whether the context has all actors of the application; in a slice, what is said of others is left alone
     */
    public ActorSettings(Map<String, ActorOverrides> configured, NamedDispatchers dispatchers, boolean whole) {
        this.configured = configured;
        this.whole = whole;
        this.dispatchers = dispatchers;
    }

    /** Finds what is said of each of these, and refuses what is said of others or cannot be. */
    void settle(Declarations declarations) {
        configured.forEach((written, overrides) -> {
            if (!whole && !SettingsRules.isDeclared(written, declarations.all())) {
                return;
            }
            Declaration declaration = SettingsRules.declared(written, declarations.all());
            SettingsRules.checkPassivation(written, declaration, overrides);
            ActorOverrides other = byActor.put(declaration.name(), overrides);
            SettingsRules.checkAgreement(written, declaration, overrides, other);
        });
        declarations
                .all()
                .forEach(declaration ->
                        SettingsRules.checkDispatcher(declaration, dispatcher(declaration), dispatchers));
    }

    /** The behaviour with all that is said of the actor. */
    <M> Behavior<M> apply(Declaration declaration, Behavior<M> behavior) {
        ActorOverrides overrides = overrides(declaration);
        String dispatcher = dispatcher(declaration);
        SettingsRules.checkSupervision(declaration, overrides, behavior.options());
        SettingsRules.checkDefault(declaration, dispatcher, behavior.options());
        Dispatcher named = dispatcher == null ? null : dispatchers.named(dispatcher);
        Behavior<M> changed = overrides.apply(behavior);
        return named == null ? changed : changed.dispatcher(named);
    }

    /** How long an entity of this kind may be idle. */
    Duration passivateAfter(Declaration declaration, Duration others) {
        return Objects.requireNonNullElse(overrides(declaration).passivateAfter(), others);
    }

    private ActorOverrides overrides(Declaration declaration) {
        return byActor.getOrDefault(declaration.name(), ActorOverrides.NONE);
    }

    /** The name of the actor's dispatcher; null if none is named. */
    private @Nullable String dispatcher(Declaration declaration) {
        String configured = overrides(declaration).dispatcher();
        return configured != null ? configured : annotated(declaration);
    }

    private static @Nullable String annotated(Declaration declaration) {
        Class<?> type = declaration.type();
        if (type == null) {
            return null;
        }
        String dispatcher = ComponentSource.annotation(type).getString("dispatcher");
        return StringUtils.hasText(dispatcher) ? dispatcher : null;
    }
}
