package io.nact.spring.registration;

import io.nact.ActorNameTakenException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.BeanDefinitionOverrideException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Explains two actors of one name, which Spring meets as two beans of one name. */
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
final class ActorNameFailureAnalyzer implements FailureAnalyzer {

    private static final String ACTION =
            "Give one of them another name, as by @Actor(\"another-name\") or by the name of the bean method.";

    /** What Spring's class path scanner says; the type of its exception is not public. */
    private static final Pattern CONFLICT =
            Pattern.compile("Annotation-specified bean name '(.*)' for bean class \\[(.*)] conflicts with existing, "
                    + "non-compatible bean definition of same name and class \\[(.*)]");

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            FailureAnalysis analysis = analysis(cause);
            if (analysis != null) {
                return analysis;
            }
        }
        return null;
    }

    private static @Nullable FailureAnalysis analysis(Throwable cause) {
        if (cause instanceof ActorNameTakenException taken) {
            return new FailureAnalysis(String.valueOf(taken.getMessage()), ACTION, taken);
        }
        if (cause instanceof BeanDefinitionOverrideException override) {
            Declarer first = Declarer.of(override.getExistingDefinition());
            Declarer second = Declarer.of(override.getBeanDefinition());
            return analysis(override.getBeanName(), first, second, override);
        }
        if (cause instanceof IllegalStateException conflict && conflict.getMessage() != null) {
            Matcher matcher = CONFLICT.matcher(conflict.getMessage());
            return matcher.matches()
                    ? analysis(
                            matcher.group(1),
                            Declarer.ofClass(matcher.group(3)),
                            Declarer.ofClass(matcher.group(2)),
                            conflict)
                    : null;
        }
        return null;
    }

    private static @Nullable FailureAnalysis analysis(String name, Declarer first, Declarer second, Throwable cause) {
        if (!first.actor() && !second.actor()) {
            return null;
        }
        String what = first.actor() && second.actor() ? "Two actors are" : "An actor and another bean are";
        return new FailureAnalysis(
                "%s named '%s':\n\t- %s\n\t- %s\n".formatted(what, name, first.text(), second.text()), ACTION, cause);
    }
}
