package io.nact.component;

import io.nact.Receive;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Finds the handlers of a class, inherited ones included. A method is a handler if it, or a method that it overrides, is
 * annotated; of overriding methods the lowest one is taken, and the lowest annotation counts.
 */
final class HandlerFinder {

    private final Class<?> component;

    private final HandlerOptions options;

    private final TypeResolution types;

    /** Methods that override one another, the lowest first. */
    private final List<List<Method>> families = new ArrayList<>();

    private HandlerFinder(Class<?> component, HandlerOptions options) {
        this.component = component;
        this.options = options;
        this.types = TypeResolution.of(component);
    }

    static Handlers find(Class<?> component, HandlerOptions options) {
        HandlerFinder finder = new HandlerFinder(component, options);
        for (Class<?> type : Lineage.of(component)) {
            finder.addMethodsOf(type);
        }
        HandlerReader reader = new HandlerReader(component, finder.types, options.adapters());
        Handlers.Collected handlers = new Handlers.Collected(component);
        finder.families.stream()
                .filter(family -> family.stream().anyMatch(HandlerFinder::isAnnotated))
                .forEach(family -> handlers.add(
                        reader.read(family.get(0), receive(family)),
                        family.stream().anyMatch(options.beside())));
        finder.families.stream()
                .map(family -> family.get(0))
                .forEach(method -> options.jobs()
                        .apply(method)
                        .ifPresent(when -> handlers.add(new Job(reader.readJob(method), when))));
        return handlers.all();
    }

    private static boolean isAnnotated(Method method) {
        return method.isAnnotationPresent(Receive.class);
    }

    private static Receive receive(List<Method> family) {
        return family.stream()
                .map(method -> method.getAnnotation(Receive.class))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    private void addMethodsOf(Class<?> type) {
        Method[] methods = type.getDeclaredMethods();
        Arrays.sort(methods, Comparator.comparing(Method::getName).thenComparing(Method::toString));
        for (Method method : methods) {
            // A bridge carries the annotation of the method that it leads to.
            if (!method.isSynthetic() && (isAnnotated(method) || isJob(method) || isInheritable(method))) {
                add(method);
            }
        }
    }

    private boolean isJob(Method method) {
        return options.jobs().apply(method).isPresent();
    }

    private static boolean isInheritable(Method method) {
        return (method.getModifiers() & (Modifier.PRIVATE | Modifier.STATIC)) == 0;
    }

    private void add(Method method) {
        for (List<Method> family : families) {
            if (overrides(family.get(0), method)) {
                family.add(method);
                return;
            }
        }
        families.add(new ArrayList<>(List.of(method)));
    }

    private boolean overrides(Method lower, Method upper) {
        return lower.getName().equals(upper.getName())
                && isInheritable(lower)
                && isInheritable(upper)
                && (isVisible(upper)
                        || lower.getDeclaringClass().getPackage()
                                == upper.getDeclaringClass().getPackage())
                && parameters(lower).equals(parameters(upper));
    }

    private static boolean isVisible(Method method) {
        return (method.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
    }

    private List<? extends Class<?>> parameters(Method method) {
        return Arrays.stream(method.getGenericParameterTypes())
                .map(types::resolve)
                .map(Types::raw)
                .toList();
    }
}
