package io.nact.spring.registration;

import io.nact.Receive;
import io.nact.spring.Every;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;

/** A transaction ends with the method, so that what a returned stage still does would be outside of it. */
final class StageRule {

    private static final String TRANSACTIONAL = "org.springframework.transaction.annotation.Transactional";

    private static final String JAKARTA = "jakarta.transaction.Transactional";

    private static final String MONO = "reactor.core.publisher.Mono";

    private StageRule() {}

    static void check(String name, Class<?> type) {
        MethodIntrospector.selectMethods(type, StageRule::isHandler).stream()
                .filter(handler -> returnsStage(handler) && (isTransactional(handler) || isTransactional(type)))
                .findFirst()
                .ifPresent(handler -> {
                    throw new ActorBeanException(
                            "Handler %s of actor '%s' (%s) is @Transactional and returns %s: the transaction would end before what the stage waits for."
                                    .formatted(
                                            handler.getName(),
                                            name,
                                            type.getName(),
                                            ClassUtils.getShortName(handler.getReturnType())),
                            "Return the value itself, or remove @Transactional and have a transactional bean do what belongs together.");
                });
    }

    private static boolean isHandler(Method method) {
        return AnnotatedElementUtils.hasAnnotation(method, Receive.class)
                || AnnotatedElementUtils.hasAnnotation(method, Every.class);
    }

    private static boolean returnsStage(Method handler) {
        Class<?> returned = handler.getReturnType();
        return CompletionStage.class.isAssignableFrom(returned)
                || returned.getName().equals(MONO);
    }

    private static boolean isTransactional(AnnotatedElement element) {
        MergedAnnotations annotations = MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY);
        return annotations.isPresent(TRANSACTIONAL) || annotations.isPresent(JAKARTA);
    }
}
