package io.nact.spring.web;

import java.util.function.Predicate;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.HandlerMapping;

/** Answers a failed ask with a problem detail, in Spring MVC. After the advices of the application. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
public class ServletActorProblems {

    private final ActorProblems problems;

    /** Takes which classes are messages of an actor. */
    public ServletActorProblems(Predicate<Class<?>> messages) {
        this.problems = new ActorProblems(messages);
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<ProblemDetail> failed(Exception failure, ServletWebRequest request) throws Exception {
        return problems.answer(
                failure,
                request.getRequest().getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE),
                "%s %s".formatted(request.getHttpMethod(), request.getRequest().getRequestURI()));
    }
}
