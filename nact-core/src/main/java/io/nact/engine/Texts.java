package io.nact.engine;

import io.nact.Sensitive;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message as text for people, without what is {@link Sensitive}. Records, collections and maps are written part by part,
 * so that nothing sensitive slips through the {@code toString} of what is around it; so are objects with a sensitive field, or with
 * a field whose declared type has one. What else there is writes itself.
 */
final class Texts {

    private static final String REDACTED = "******";

    private static final String MORE = "…";

    private static final int LONGEST = 2_000;

    private static final int DEEPEST = 8;

    private static final ClassValue<Boolean> SENSITIVE_FIELDS = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return hidesSomething(type, new HashSet<>());
        }
    };

    private final StringBuilder text = new StringBuilder();

    private Texts() {}

    static String of(Object message) {
        Texts texts = new Texts();
        try {
            texts.write(message, 0);
        } catch (RuntimeException | StackOverflowError broken) {
            texts.text
                    .append(" (cannot be written: ")
                    .append(broken.getClass().getName())
                    .append(')');
        }
        return texts.isLong() ? texts.text.substring(0, LONGEST) + MORE : texts.text.toString();
    }

    private boolean isLong() {
        return text.length() > LONGEST;
    }

    private void write(@Nullable Object value, int depth) {
        if (value == null) {
            text.append("null");
        } else if (isSensitive(value.getClass())) {
            text.append(REDACTED);
        } else if (depth > DEEPEST || isLong()) {
            text.append(MORE);
        } else if (value instanceof Collection<?> collection) {
            writeAll(collection.iterator(), depth);
        } else if (value instanceof Object[] array) {
            writeAll(Arrays.asList(array).iterator(), depth);
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map, depth);
        } else if (value instanceof Optional<?> optional) {
            text.append("Optional");
            writeAll(optional.stream().iterator(), depth);
        } else if (value instanceof Map.Entry<?, ?> entry) {
            writeEntry(entry, depth);
        } else if (value instanceof Record message) {
            writeRecord(message, depth);
        } else if (SENSITIVE_FIELDS.get(value.getClass())) {
            writeFields(value, depth);
        } else {
            text.append(value);
        }
    }

    private void writeAll(Iterator<?> values, int depth) {
        text.append('[');
        for (String separator = ""; values.hasNext() && !isLong(); separator = ", ") {
            text.append(separator);
            write(values.next(), depth + 1);
        }
        text.append(']');
    }

    private void writeMap(Map<?, ?> map, int depth) {
        text.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (isLong()) {
                break;
            }
            text.append(separator);
            writeEntry(entry, depth);
            separator = ", ";
        }
        text.append('}');
    }

    private void writeEntry(Map.Entry<?, ?> entry, int depth) {
        write(entry.getKey(), depth + 1);
        text.append('=');
        write(entry.getValue(), depth + 1);
    }

    private void writeRecord(Record message, int depth) {
        text.append(ClassNames.of(message.getClass())).append('[');
        String separator = "";
        for (RecordComponent component : message.getClass().getRecordComponents()) {
            text.append(separator).append(component.getName()).append('=');
            if (component.isAnnotationPresent(Sensitive.class)) {
                text.append(REDACTED);
            } else {
                write(value(component, message), depth + 1);
            }
            separator = ", ";
        }
        text.append(']');
    }

    private static @Nullable Object value(RecordComponent component, Record message) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(message);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    private void writeFields(Object value, int depth) {
        text.append(ClassNames.of(value.getClass())).append('[');
        String separator = "";
        for (Class<?> type = value.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) {
                    continue;
                }
                text.append(separator).append(field.getName()).append('=');
                if (field.isAnnotationPresent(Sensitive.class)) {
                    text.append(REDACTED);
                } else {
                    write(value(field, value), depth + 1);
                }
                separator = ", ";
            }
        }
        text.append(']');
    }

    private static @Nullable Object value(Field field, Object of) {
        try {
            field.setAccessible(true);
            return field.get(of);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isSensitive(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            if (at.isAnnotationPresent(Sensitive.class)
                    || Arrays.stream(at.getInterfaces()).anyMatch(Texts::isSensitive)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a field of the class is sensitive, or of a type that is, or of one that has such a field in its turn. */
    private static boolean hidesSomething(Class<?> type, Set<Class<?>> seen) {
        for (Class<?> at = type; at != null && at.getClassLoader() != null && seen.add(at); at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                Class<?> part = withoutBrackets(field.getType());
                boolean hides = field.isAnnotationPresent(Sensitive.class)
                        || isSensitive(part)
                        || !Modifier.isStatic(field.getModifiers()) && hidesSomething(part, seen);
                if (hides) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Class<?> withoutBrackets(Class<?> type) {
        Class<?> at = type;
        while (at.isArray()) {
            at = at.getComponentType();
        }
        return at;
    }
}
