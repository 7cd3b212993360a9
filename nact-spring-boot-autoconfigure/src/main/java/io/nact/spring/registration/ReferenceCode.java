package io.nact.spring.registration;

import org.springframework.aot.generate.GenerationContext;
import org.springframework.beans.factory.aot.BeanRegistrationCode;
import org.springframework.beans.factory.aot.BeanRegistrationCodeFragments;
import org.springframework.beans.factory.aot.BeanRegistrationCodeFragmentsDecorator;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.ResolvableType;
import org.springframework.javapoet.CodeBlock;

/**
 * The code of a reference's definition. It leaves out the type: the messages may be of a class that is visible in its own
 * package only, and this code stands in nact's.
 */
final class ReferenceCode extends BeanRegistrationCodeFragmentsDecorator {

    ReferenceCode(BeanRegistrationCodeFragments delegate) {
        super(delegate);
    }

    @Override
    public CodeBlock generateNewBeanDefinitionCode(
            GenerationContext generation, ResolvableType beanType, BeanRegistrationCode code) {
        return CodeBlock.builder()
                .addStatement("$1T $2L = new $1T()", RootBeanDefinition.class, BEAN_DEFINITION_VARIABLE)
                .build();
    }
}
