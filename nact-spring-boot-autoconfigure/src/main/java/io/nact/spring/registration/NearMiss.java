package io.nact.spring.registration;

import io.nact.Entities;
import io.nact.component.Component;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * An actor that was probably meant by an injection point that wants something else.
 *
 * @param text in what the actor differs from what is wanted
 * @param wayOut how the two come together
 */
record NearMiss(String text, String wayOut) {

    /** How the actor misses what is wanted; null if it is something else altogether. */
    static @Nullable NearMiss of(Declaration declaration, ResolvableType wanted) {
        Class<?> form = declaration.injectable().toClass();
        Class<?> messages = wanted.getGeneric().toClass();
        Class<?> protocol = declaration.injectable().getGeneric().toClass();
        boolean otherForm = form != wanted.toClass();
        if (otherForm
                && ResolvableType.forClassWithGenerics(form, wanted.getGeneric())
                        .isAssignableFrom(declaration.injectable())) {
            return otherForm(declaration);
        }
        if (messages == protocol) {
            return null;
        }
        if (protocol.isAssignableFrom(messages)) {
            return wider(declaration, protocol, messages);
        }
        if (declaration instanceof Declaration.OfComponent of
                && messages.isSealed()
                && messages.isAssignableFrom(protocol)) {
            return narrower(of, messages, otherForm);
        }
        return null;
    }

    private static NearMiss otherForm(Declaration declaration) {
        boolean entity = declaration.injectable().toClass() == Entities.class;
        return new NearMiss(
                "'%s' takes it and is one actor%s"
                        .formatted(declaration.name(), entity ? " per id." : ", not one per id."),
                "Inject %s.".formatted(declaration.injectableText()));
    }

    private static NearMiss wider(Declaration declaration, Class<?> protocol, Class<?> messages) {
        return new NearMiss(
                "'%s' takes it as one of its %s.".formatted(declaration.name(), name(protocol)),
                "Inject %s or %s<? super %s>."
                        .formatted(
                                declaration.injectableText(),
                                declaration.injectable().toClass().getSimpleName(),
                                name(messages)));
    }

    private static NearMiss narrower(Declaration.OfComponent declaration, Class<?> messages, boolean otherForm) {
        Component<?> component = declaration.component();
        List<Class<?>> unhandled = component.unhandled(messages);
        String type = component.type().getName();
        String form = declaration.injectable().toClass().getSimpleName();
        String inject = otherForm ? " Then inject %s<%s>.".formatted(form, name(messages)) : "";
        if (unhandled.isEmpty()) {
            String annotation = declaration.entity() ? "EntityActor" : "Actor";
            return new NearMiss(
                    "'%s' handles all of %s, but its protocol is %s."
                            .formatted(declaration.name(), name(messages), name(component.protocol())),
                    "Name the protocol on %s: @%s(protocol = %s.class).%s"
                            .formatted(type, annotation, name(messages), inject));
        }
        String missing = unhandled.stream().map(NearMiss::name).collect(Collectors.joining(", "));
        return new NearMiss(
                "'%s' handles only %s of %s; it has no handler for %s."
                        .formatted(declaration.name(), name(component.protocol()), name(messages), missing),
                "Add @Receive methods for %s to %s.%s".formatted(missing, type, inject));
    }

    private static String name(Class<?> type) {
        return ClassUtils.getShortName(type);
    }
}
