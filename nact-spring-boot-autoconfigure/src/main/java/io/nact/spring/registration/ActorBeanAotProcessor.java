package io.nact.spring.registration;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.aot.BeanRegistrationCode;
import org.springframework.beans.factory.aot.BeanRegistrationCodeFragments;
import org.springframework.beans.factory.support.RegisteredBean;

/**
 * Has code made of the two bean definitions of an actor, ahead of time, such that {@link ActorBeans} finds them again at
 * run time; and says what a native image must keep for it.
 */
final class ActorBeanAotProcessor implements BeanRegistrationAotProcessor {

    @Override
    public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean bean) {
        if (Reference.isReference(bean.getMergedBeanDefinition())) {
            return BeanRegistrationAotContribution.withCustomCodeFragments(ReferenceCode::new);
        }
        ActorScope scope = ActorScope.of(bean.getBeanFactory());
        Declaration declaration = scope == null ? null : scope.declarations().findBehind(bean.getBeanName());
        return declaration == null ? null : new Source(declaration);
    }

    private record Source(Declaration declaration) implements BeanRegistrationAotContribution {

        @Override
        public BeanRegistrationCodeFragments customizeBeanRegistrationCodeFragments(
                GenerationContext generation, BeanRegistrationCodeFragments fragments) {
            return new SourceCode(fragments);
        }

        @Override
        public void applyTo(GenerationContext generation, BeanRegistrationCode code) {
            ActorHints hints = new ActorHints(generation.getRuntimeHints().reflection());
            if (declaration instanceof Declaration.OfComponent component) {
                hints.register(component);
            } else if (declaration instanceof Declaration.OfEventSourced eventSourced) {
                hints.register(eventSourced);
            }
        }
    }
}
