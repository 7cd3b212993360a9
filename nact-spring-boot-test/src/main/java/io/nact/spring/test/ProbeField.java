package io.nact.spring.test;

import io.nact.ActorRef;
import io.nact.testkit.TestProbe;
import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/**
 * What a field with {@link ProbeBean} wants. Equal for equal wishes of other test classes, so that these share a context.
 *
 * @param field the name of the field
 * @param bean the name that the annotation says; empty if none
 * @param messages the type of the messages
 * @param enforced whether there must be something to replace
 */
record ProbeField(String field, String bean, Type messages, boolean enforced) {

    static ProbeField of(Field field, Class<?> testClass) {
        ProbeBean annotation = AnnotatedElementUtils.getMergedAnnotation(field, ProbeBean.class);
        if (annotation == null || field.getType() != TestProbe.class) {
            throw new IllegalStateException(
                    "%s is annotated with @ProbeBean, but is no TestProbe: declare it as one, such as TestProbe<Greet>"
                            .formatted(field));
        }
        ResolvableType messages = ResolvableType.forField(field, testClass).getGeneric();
        Type type = messages.getType() instanceof TypeVariable ? messages.resolve() : messages.getType();
        if (type == null
                || type instanceof WildcardType
                || messages == ResolvableType.NONE
                || ResolvableType.forType(type).hasUnresolvableGenerics()) {
            throw new IllegalStateException(
                    "%s does not say the type of its messages: declare it without a wildcard and not raw, such as TestProbe<Greet>"
                            .formatted(field));
        }
        return new ProbeField(field.getName(), annotation.name(), type, annotation.enforceOverride());
    }

    boolean isNamed() {
        return !bean.isEmpty();
    }

    /** The type of the bean that the probe takes the place of. */
    ResolvableType reference() {
        return ResolvableType.forClassWithGenerics(ActorRef.class, ResolvableType.forType(messages));
    }

    @Override
    public String toString() {
        String name = isNamed() ? "(\"%s\")".formatted(bean) : "";
        return "@ProbeBean%s %s %s".formatted(name, text("TestProbe"), field);
    }

    /** The reference's type, as one writes it. */
    String referenceText() {
        return text("ActorRef");
    }

    private String text(String type) {
        ResolvableType wanted = ResolvableType.forType(messages);
        return "%s<%s>".formatted(type, wanted.hasGenerics() ? wanted : ClassUtils.getShortName(wanted.toClass()));
    }
}
