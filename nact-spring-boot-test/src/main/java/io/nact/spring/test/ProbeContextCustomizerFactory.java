package io.nact.spring.test;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Has probes take the place of actors in the contexts of tests that want it.
 *
 * <p>Spring's own bean overrides do not do here: they make the instance before there is an actor system, and inject into the
 * field the very bean that is replaced.
 */
final class ProbeContextCustomizerFactory implements ContextCustomizerFactory {

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> configuration) {
        Set<ProbeField> fields = ProbeFields.of(testClass);
        return fields.isEmpty() ? null : new ProbeContextCustomizer(fields);
    }

    /** Equal for equal fields: part of the key by which contexts are shared. */
    private record ProbeContextCustomizer(Set<ProbeField> fields) implements ContextCustomizer {

        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
            context.addBeanFactoryPostProcessor(new ProbeBeans(fields));
        }
    }
}
