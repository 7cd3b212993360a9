package io.nact.spring.registration;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanInstantiationException;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanCreationException;

/** Tells what a class threw while it was constructed or initialized from what Spring found wrong with its bean. */
final class OwnFailure {

    private OwnFailure() {}

    /** What the class of the bean threw; null if something else went wrong. */
    static @Nullable Throwable of(String bean, BeanCreationException e) {
        Throwable cause = e.getCause();
        if (cause instanceof BeanInstantiationException) {
            cause = cause.getCause();
        }
        return bean.equals(e.getBeanName()) && !(cause instanceof BeansException) ? cause : null;
    }
}
