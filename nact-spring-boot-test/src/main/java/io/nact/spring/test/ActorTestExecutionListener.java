package io.nact.spring.test;

import io.nact.testkit.ActorTestKit;
import java.lang.reflect.Field;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;
import org.springframework.test.context.support.DependencyInjectionTestExecutionListener;
import org.springframework.util.ReflectionUtils;

/** Gives a test its probes, and has what came of it forgotten before the next one in the same context. */
final class ActorTestExecutionListener extends AbstractTestExecutionListener {

    /** Among Spring's that inject. */
    @Override
    public int getOrder() {
        return 1960;
    }

    @Override
    public void prepareTestInstance(TestContext test) {
        Object instance = test.getTestInstance();
        // A nested test has the instances around it prepared as well, each for its own class.
        ProbeFields.forEach(instance.getClass(), field -> inject(test, instance, field));
    }

    @Override
    public void beforeTestMethod(TestContext test) {
        Object again = test.getAttribute(DependencyInjectionTestExecutionListener.REINJECT_DEPENDENCIES_ATTRIBUTE);
        if (Boolean.TRUE.equals(again)) {
            prepareTestInstance(test);
        }
    }

    private static void inject(TestContext test, Object instance, Field field) {
        Probes probes = test.getApplicationContext().getBean(Probes.BEAN_NAME, Probes.class);
        ReflectionUtils.makeAccessible(field);
        ReflectionUtils.setField(field, instance, probes.probe(ProbeField.of(field, instance.getClass())));
    }

    /** Afterwards and not before, so that the first test sees what the start of the application told. */
    @Override
    public void afterTestMethod(TestContext test) {
        if (!test.hasApplicationContext()) {
            return;
        }
        ApplicationContext context = test.getApplicationContext();
        if (context instanceof ConfigurableApplicationContext closeable && !closeable.isActive()) {
            return; // the test has closed it
        }
        context.getBeanProvider(Probes.class).ifAvailable(Probes::reset);
        context.getBeanProvider(ActorTestKit.class).ifAvailable(ActorTestKit::reset);
    }
}
