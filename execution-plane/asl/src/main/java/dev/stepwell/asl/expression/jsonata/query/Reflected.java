package dev.stepwell.asl.expression.jsonata.query;

import java.lang.reflect.Field;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A field that the library hides, looked up once: a version that renames one fails the first test. */
record Reflected(Field field) {
    static Reflected of(Class<?> owner, String name) {
        try {
            Field field = owner.getDeclaredField(name);
            field.setAccessible(true);
            return new Reflected(field);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("the JSONata library has changed: " + name, e);
        }
    }

    String name() {
        return field.getName();
    }

    /** The value, which may be absent. */
    @Nullable
    Object read(@Nullable Object of) {
        try {
            return field.get(of);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The value, which is there. */
    Object require(@Nullable Object of) {
        return Objects.requireNonNull(read(of), field.getName());
    }

    void write(Object of, Object value) {
        try {
            field.set(of, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
