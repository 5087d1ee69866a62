package dev.stepwell.standalone;

import java.util.EnumSet;
import java.util.Locale;
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
        for (Role role : values()) {
            if (role.toString().equals(word)) {
                return EnumSet.of(role);
            }
        }
        throw new UsageException("--role is gateway, control, execution or all, not " + word);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
