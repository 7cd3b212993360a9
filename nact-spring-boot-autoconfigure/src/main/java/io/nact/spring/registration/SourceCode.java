package io.nact.spring.registration;

import java.util.Set;
import java.util.function.Predicate;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.beans.factory.aot.BeanRegistrationCode;
import org.springframework.beans.factory.aot.BeanRegistrationCodeFragments;
import org.springframework.beans.factory.aot.BeanRegistrationCodeFragmentsDecorator;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.javapoet.CodeBlock;

/** The code of a source's definition, which keeps the attributes that nact has set. */
final class SourceCode extends BeanRegistrationCodeFragmentsDecorator {

    private static final Set<String> ATTRIBUTES =
            Set.of(Reference.NAME_ATTRIBUTE, AutoProxyUtils.PRESERVE_TARGET_CLASS_ATTRIBUTE);

    SourceCode(BeanRegistrationCodeFragments delegate) {
        super(delegate);
    }

    @Override
    public CodeBlock generateSetBeanDefinitionPropertiesCode(
            GenerationContext generation,
            BeanRegistrationCode code,
            RootBeanDefinition definition,
            Predicate<String> attributes) {
        return super.generateSetBeanDefinitionPropertiesCode(
                generation, code, definition, attributes.or(ATTRIBUTES::contains));
    }
}
