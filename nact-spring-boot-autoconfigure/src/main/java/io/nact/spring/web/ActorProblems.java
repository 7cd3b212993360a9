package io.nact.spring.web;

import io.nact.ActorException;
import java.lang.reflect.AnnotatedElement;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.method.HandlerMethod;

/**
 * What a failed ask answers over HTTP, and what is logged about it.
 *
 * <p>A client learns what it can do about a failure. The exception's message names actors, and with them the ids of
 * entities, and goes to the log.
 */
final class ActorProblems {

    private static final Logger log = LoggerFactory.getLogger(ActorProblems.class);

    private final Predicate<Class<?>> messages;

    /** Which classes are messages of an actor. */
    ActorProblems(Predicate<Class<?>> messages) {
        this.messages = messages;
    }

    /**
     * The answer to a failure of the handler.
     *
     * @param request what was requested, for the log
     * @throws Exception the failure itself if it is nothing of nact's: then Spring goes on as without
     */
    ResponseEntity<ProblemDetail> answer(Exception failure, @Nullable Object handler, String request) throws Exception {
        Throwable cause = unwrapped(failure);
        ResponseEntity<ProblemDetail> answer = ActorFailure.answer(cause);
        if (answer == null) {
            answer = Violations.answer(cause, messages);
        }
        if (answer == null && (cause != failure || answersLater(handler))) {
            answer = DeclaredStatus.answer(cause);
        }
        if (answer == null) {
            throw failure;
        }
        log(answer.getStatusCode(), request, cause);
        return answer;
    }

    /** A status that was meant, such as that of a full mailbox, is worth a line; a mistake its stack trace. */
    private static void log(HttpStatusCode status, String request, Throwable cause) {
        if (status.isSameCodeAs(HttpStatus.INTERNAL_SERVER_ERROR)) {
            log.error("{} for {}", status.value(), request, cause);
        } else if (status.is5xxServerError()) {
            log.warn("{} for {}: {}", status.value(), request, cause.toString());
        }
    }

    /** What a handler threw comes wrapped by the stages behind it, and by {@code call} if it is checked. */
    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean wrapper = failure instanceof CompletionException
                || failure instanceof ExecutionException
                || failure.getClass() == ActorException.class;
        return wrapper && cause != null ? unwrapped(cause) : failure;
    }

    /** Whether it writes what a stage completes with: so do those that return what {@code ask} answers. */
    private static boolean answersLater(@Nullable Object handler) {
        return handler instanceof HandlerMethod method
                && CompletionStage.class.isAssignableFrom(method.getMethod().getReturnType())
                && (writesBody(method.getMethod()) || writesBody(method.getBeanType()));
    }

    private static boolean writesBody(AnnotatedElement element) {
        return AnnotatedElementUtils.hasAnnotation(element, ResponseBody.class);
    }
}
