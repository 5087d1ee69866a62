package dev.stepwell.standalone;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a process does for the installation (blueprint §1). */
public enum Role {
    /** Answers clients. */
    GATEWAY,
    /** Keeps tenants, machines and activities. */
    CONTROL,
    /** Runs executions. */
    EXECUTION;

    /** The roles that an option names: one of them, or {@code all}; throws {@link UsageException} for another word. */
    static Set<Role> read(String word) {
        if (word.equals("all")) {
            return EnumSet.allOf(Role.class);
        }
        return of(word).map(EnumSet::of)
                .orElseThrow(() -> new UsageException("--role is gateway, control, execution or all, not " + word));
    }

    /** The role of that name, if there is one. */
    public static Optional<Role> of(String word) {
        return Arrays.stream(values())
                .filter(role -> role.toString().equals(word))
                .findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
