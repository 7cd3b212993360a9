package io.nact.spring.test;

import java.lang.reflect.Field;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.util.ReflectionUtils;

/** The fields with {@link ProbeBean} of a test class. */
final class ProbeFields {

    private ProbeFields() {}

    /** Those of the class, of those that it extends, and of those around it whose configuration it has. */
    static Set<ProbeField> of(Class<?> testClass) {
        Set<ProbeField> fields = new LinkedHashSet<>();
        forEach(testClass, field -> fields.add(ProbeField.of(field, testClass)));
        if (TestContextAnnotationUtils.searchEnclosingClass(testClass)) {
            fields.addAll(of(testClass.getEnclosingClass()));
        }
        return fields;
    }

    /** The fields of the class and of those that it extends. */
    static void forEach(Class<?> testClass, Consumer<Field> action) {
        ReflectionUtils.doWithFields(
                testClass, action::accept, field -> AnnotatedElementUtils.isAnnotated(field, ProbeBean.class));
    }
}
