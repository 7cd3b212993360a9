package io.nact.spring.features;

import static org.assertj.core.api.Assertions.catchThrowable;

import io.nact.ActorRef;
import io.nact.Entities;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import io.nact.spring.autoconfigure.context.NactContextAutoConfiguration;
import io.nact.spring.autoconfigure.transaction.NactTransactionAutoConfiguration;
import io.nact.spring.autoconfigure.validation.NactValidationAutoConfiguration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

/** Applications with actors as Boot configures them if all libraries are there. */
final class Applications {

    private Applications() {}

    static ApplicationContextRunner with(Class<?>... classes) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        AopAutoConfiguration.class,
                        ValidationAutoConfiguration.class,
                        NactContextAutoConfiguration.class,
                        NactTransactionAutoConfiguration.class,
                        NactValidationAutoConfiguration.class,
                        NactAutoConfiguration.class))
                .withUserConfiguration(classes);
    }

    /** The reference of this name; the type of its messages is what the caller says. */
    @SuppressWarnings("unchecked")
    static <M> ActorRef<M> ref(BeanFactory context, String name) {
        return context.getBean(name, ActorRef.class);
    }

    /** {@link #ref} for a kind of entity. */
    @SuppressWarnings("unchecked")
    static <M> Entities<M> entities(BeanFactory context, String name) {
        return context.getBean(name, Entities.class);
    }

    /** What an ask failed with, as its asker would see it. */
    static Throwable failure(CompletableFuture<?> reply) {
        Throwable thrown = catchThrowable(reply::join);
        return Objects.requireNonNull(thrown instanceof CompletionException ? thrown.getCause() : thrown, "no failure");
    }

    /** The names of the live threads of an actor system. */
    static List<String> threads(String system) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("nact-" + system + "-"))
                .sorted()
                .toList();
    }
}
