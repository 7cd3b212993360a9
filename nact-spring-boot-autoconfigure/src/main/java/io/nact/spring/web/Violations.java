package io.nact.spring.web;

import io.nact.Request;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.util.ClassUtils;

/** What is wrong with a message that was refused because it breaks its constraints. */
final class Violations {

    private static final boolean VALIDATION =
            ClassUtils.isPresent("jakarta.validation.ConstraintViolationException", Violations.class.getClassLoader());

    private Violations() {}

    /** Null if no message was refused: violations of anything else are none of the client's business. */
    static @Nullable ResponseEntity<ProblemDetail> answer(Throwable cause, Predicate<Class<?>> messages) {
        return VALIDATION && cause instanceof ConstraintViolationException violated && ofMessage(violated, messages)
                ? answer(violated)
                : null;
    }

    private static boolean ofMessage(ConstraintViolationException violated, Predicate<Class<?>> messages) {
        return violated.getConstraintViolations() != null
                && !violated.getConstraintViolations().isEmpty()
                && violated.getConstraintViolations().stream()
                        .map(ConstraintViolation::getRootBeanClass)
                        .allMatch(root -> Request.class.isAssignableFrom(root) || messages.test(root));
    }

    private static ResponseEntity<ProblemDetail> answer(ConstraintViolationException violated) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "The request breaks constraints.");
        List<Map<String, String>> violations = violated.getConstraintViolations().stream()
                .map(violation ->
                        Map.of("property", violation.getPropertyPath().toString(), "message", violation.getMessage()))
                .sorted(Comparator.comparing((Map<String, String> violation) -> violation.get("property"))
                        .thenComparing(violation -> violation.get("message")))
                .toList();
        problem.setProperty("violations", violations);
        return ResponseEntity.badRequest().body(problem);
    }
}
