package dev.stepwell.control.types;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was registered with a type; what was not is absent.
 *
 * @param values as clients write them
 */
public record TypeDefaults(Map<TypeDefault, String> values) {
    public TypeDefaults {
        values = Map.copyOf(values);
    }

    /** Collects what a client gives. */
    public static Builder builder() {
        return new Builder();
    }

    /** One of them, if it was registered. */
    public Optional<String> get(TypeDefault which) {
        return Optional.ofNullable(values.get(which));
    }

    /** Collects what a client gives; throws {@code ValidationException} for what a default cannot be. */
    public static final class Builder {
        private final Map<TypeDefault, String> values = new EnumMap<>(TypeDefault.class);

        private Builder() {}

        /** Adds one unless it is empty, which AWS takes as not given. */
        public Builder put(TypeDefault which, String value) {
            if (!value.isEmpty()) {
                which.check(value);
                values.put(which, value);
            }
            return this;
        }

        /** The finished defaults. */
        public TypeDefaults build() {
            return new TypeDefaults(values);
        }
    }
}
