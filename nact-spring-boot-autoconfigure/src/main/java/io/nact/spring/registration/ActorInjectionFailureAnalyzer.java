package io.nact.spring.registration;

import io.nact.ActorRef;
import io.nact.Entities;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.analyzer.AbstractInjectionFailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;

/**
 * Explains an injection point that wants the class behind an actor, or a reference that no actor or more than one
 * satisfies. Ahead of Boot's own analyzers, which know only that a bean is missing.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
final class ActorInjectionFailureAnalyzer extends AbstractInjectionFailureAnalyzer<NoSuchBeanDefinitionException> {

    private final ConfigurableListableBeanFactory beans;

    ActorInjectionFailureAnalyzer(BeanFactory beans) {
        this.beans = (ConfigurableListableBeanFactory) beans;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(
            Throwable rootFailure, NoSuchBeanDefinitionException cause, @Nullable String description) {
        ResolvableType wanted = cause.getResolvableType();
        if (wanted == null) {
            return null;
        }
        String point = description == null ? "Something" : description;
        if (wanted.toClass() == ActorRef.class || wanted.toClass() == Entities.class) {
            return reference(point, wanted, cause);
        }
        return behindActor(wanted).stream()
                .findFirst()
                .map(declaration -> instance(point, wanted, declaration, cause))
                .orElse(null);
    }

    private static FailureAnalysis instance(
            String point, ResolvableType wanted, Declaration declaration, NoSuchBeanDefinitionException cause) {
        return new FailureAnalysis(
                "%s required %s, which is the class behind actor '%s': its instances belong to the actor's turn and cannot be injected."
                        .formatted(point, wanted, declaration.name()),
                "Inject %s instead and send it messages.".formatted(declaration.injectableText()),
                cause);
    }

    private FailureAnalysis reference(String point, ResolvableType wanted, NoSuchBeanDefinitionException cause) {
        List<Declaration> all = declarations();
        if (cause instanceof NoUniqueBeanDefinitionException ambiguous && ambiguous.getBeanNamesFound() != null) {
            return ambiguous(point, wanted, ambiguous.getBeanNamesFound(), cause);
        }
        List<NearMiss> meant = all.stream()
                .map(declaration -> NearMiss.of(declaration, wanted))
                .filter(Objects::nonNull)
                .toList();
        if (!meant.isEmpty()) {
            return nearMiss(point, wanted, meant, cause);
        }
        String candidates = all.isEmpty() ? "There are no actors." : "There are:\n" + list(all);
        String action = ActorScope.of(beans) != null
                ? "Declare an actor that takes %s, or inject the reference of one of those that there are."
                        .formatted(wanted.getGeneric())
                : "Actors are switched off: remove nact.enabled=false, or the exclusion of NactAutoConfiguration.";
        return new FailureAnalysis(
                "%s required %s, but no declared actor has such a reference. %s".formatted(point, wanted, candidates),
                action,
                cause);
    }

    private static FailureAnalysis nearMiss(
            String point, ResolvableType wanted, List<NearMiss> meant, NoSuchBeanDefinitionException cause) {
        return new FailureAnalysis(
                "%s required %s, but no declared actor has such a reference. %s"
                        .formatted(point, wanted, lines(meant, NearMiss::text)),
                lines(meant, NearMiss::wayOut),
                cause);
    }

    /** The only one as it is, several one below the other. */
    private static String lines(List<NearMiss> meant, Function<NearMiss, String> text) {
        return meant.size() == 1
                ? text.apply(meant.get(0))
                : meant.stream().map(one -> "\n\t- " + text.apply(one)).collect(Collectors.joining());
    }

    private FailureAnalysis ambiguous(
            String point, ResolvableType wanted, Collection<String> found, NoSuchBeanDefinitionException cause) {
        List<Declaration> matching = declarations().stream()
                .filter(declaration -> found.contains(declaration.name()))
                .toList();
        String example = found.iterator().next();
        return new FailureAnalysis(
                "%s required one %s, but %d beans are such a reference:\n%s"
                        .formatted(point, wanted, found.size(), list(matching)),
                "Say which by @Qualifier(\"%s\") or by the name of the parameter, or mark one of the actors as @Primary."
                        .formatted(example),
                cause);
    }

    private List<Declaration> behindActor(ResolvableType wanted) {
        List<String> names = List.of(beans.getBeanNamesForType(wanted, true, false));
        return declarations().stream()
                .filter(declaration -> declaration.type() != null)
                .filter(declaration -> names.contains(declaration.source()))
                .toList();
    }

    private List<Declaration> declarations() {
        ActorScope scope = ActorScope.of(beans);
        return scope == null ? List.of() : scope.declarations().all();
    }

    private static String list(List<Declaration> declarations) {
        StringBuilder list = new StringBuilder();
        declarations.forEach(declaration ->
                list.append("\t- '%s': %s\n".formatted(declaration.name(), declaration.injectableText())));
        return list.toString();
    }
}
