package io.nact.spring.web;

import java.util.function.Predicate;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;

/** Answers a failed ask with a problem detail, in Spring WebFlux. After the advices of the application. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
public class ReactiveActorProblems {

    private final ActorProblems problems;

    /** Takes which classes are messages of an actor. */
    public ReactiveActorProblems(Predicate<Class<?>> messages) {
        this.problems = new ActorProblems(messages);
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<ProblemDetail> failed(Exception failure, ServerWebExchange exchange) throws Exception {
        return problems.answer(
                failure,
                exchange.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE),
                "%s %s"
                        .formatted(
                                exchange.getRequest().getMethod(),
                                exchange.getRequest().getURI().getRawPath()));
    }
}
