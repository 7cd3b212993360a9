package io.nact.spring.autoconfigure.validation;

import io.nact.spring.autoconfigure.NactAutoConfiguration;
import io.nact.spring.validation.ActorsExcluded;
import io.nact.spring.validation.MessageValidation;
import jakarta.validation.Validator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.validation.beanvalidation.MethodValidationExcludeFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;

/** Auto-configuration of the validation of messages before they are sent. */
@AutoConfiguration(
        before = NactAutoConfiguration.class,
        afterName = "org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration")
@ConditionalOnClass({Validator.class, MethodValidationExcludeFilter.class})
@ConditionalOnBean(Validator.class)
@ConditionalOnBooleanProperty(
        name = {"nact.enabled", "nact.validation.enabled"},
        matchIfMissing = true)
public final class NactValidationAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    MessageValidation nactMessageValidation(ObjectProvider<Validator> validators) {
        return new MessageValidation(validators::getObject);
    }

    /** Spring asks it before it has all post-processors, and warns of such beans unless they are its infrastructure. */
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static ActorsExcluded nactActorsExcludedFromMethodValidation() {
        return new ActorsExcluded();
    }
}
