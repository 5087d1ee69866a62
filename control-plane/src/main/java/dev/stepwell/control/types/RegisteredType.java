package dev.stepwell.control.types;

import dev.stepwell.control.domains.RegistrationStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * A type.
 *
 * @param type its name and version
 * @param description what it is for, if that was said
 * @param createdAt when it was registered, in whole milliseconds
 * @param deprecatedAt when it was deprecated, if it is
 * @param defaults what executions or tasks of it have unless said otherwise
 */
public record RegisteredType(
        TypeName type,
        Optional<String> description,
        Instant createdAt,
        Optional<Instant> deprecatedAt,
        TypeDefaults defaults) {
    /** How it stands. */
    public RegistrationStatus status() {
        return RegistrationStatus.of(deprecatedAt.isPresent());
    }
}
