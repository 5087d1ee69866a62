package dev.stepwell.standalone.planes;

import dev.stepwell.standalone.Role;
import java.util.Map;
import java.util.Set;

/** The settings by which the factories know the roles of their process. */
public final class Roles {
    static final String GATEWAY = "stepwell.role.gateway";
    static final String CONTROL = "stepwell.role.control";
    static final String EXECUTION = "stepwell.role.execution";

    /** Either of the two that others call. */
    static final String PLANE = "stepwell.role.plane";

    private Roles() {}

    /** The settings that say these roles. */
    public static Map<String, Object> settings(Set<Role> roles) {
        return Map.of(
                GATEWAY, roles.contains(Role.GATEWAY),
                CONTROL, roles.contains(Role.CONTROL),
                EXECUTION, roles.contains(Role.EXECUTION),
                PLANE, roles.contains(Role.CONTROL) || roles.contains(Role.EXECUTION));
    }
}
