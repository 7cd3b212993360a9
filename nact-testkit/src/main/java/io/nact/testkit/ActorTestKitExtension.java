package io.nact.testkit;

import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * Gives the test methods of a class, and its {@code @BeforeEach} and {@code @AfterEach} methods, what they take as
 * parameters: an {@link ActorTestKit}, one for each test and closed after it; {@link TestProbe}s in it, a new one for
 * each parameter; its {@link ManualTime}. Time is manual if one of the methods takes it.
 *
 * <p>A test that fails tells, in a suppressed exception, which actors lived then and what nobody handled. A test whose
 * actors do not stop fails.
 */
public final class ActorTestKitExtension implements ParameterResolver, AfterTestExecutionCallback {

    private static final Namespace NAMESPACE = Namespace.create(ActorTestKitExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return parameter.getDeclaringExecutable() instanceof Method
                && context.getTestMethod().isPresent()
                && (type == ActorTestKit.class || type == TestProbe.class || type == ManualTime.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ActorTestKit kit = kit(context);
        Class<?> type = parameter.getParameter().getType();
        if (type == TestProbe.class) {
            return kit.probe();
        }
        return type == ManualTime.class ? kit.time() : kit;
    }

    private static ActorTestKit kit(ExtensionContext context) {
        // AutoCloseable: the store closes it after the test.
        return context.getStore(NAMESPACE)
                .computeIfAbsent(
                        ActorTestKit.class,
                        key -> takesTime(context) ? ActorTestKit.withManualTime() : ActorTestKit.create(),
                        ActorTestKit.class);
    }

    private static boolean takesTime(ExtensionContext context) {
        Stream<Method> around = Stream.of(BeforeEach.class, AfterEach.class)
                .flatMap(annotation -> AnnotationSupport.findAnnotatedMethods(
                        context.getRequiredTestClass(), annotation, HierarchyTraversalMode.TOP_DOWN)
                        .stream());
        return Stream.concat(around, context.getTestMethod().stream())
                .map(Executable::getParameterTypes)
                .flatMap(Arrays::stream)
                .anyMatch(ManualTime.class::equals);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        ActorTestKit kit = context.getStore(NAMESPACE).get(ActorTestKit.class, ActorTestKit.class);
        if (kit != null) {
            context.getExecutionException().ifPresent(failure -> failure.addSuppressed(new AtFailure(kit.report())));
        }
    }

    /** What there was when the test failed. */
    private static final class AtFailure extends Exception {

        private static final long serialVersionUID = 1L;

        AtFailure(String report) {
            super(report, null, false, false);
        }
    }
}
