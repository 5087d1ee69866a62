package dev.stepwell.control.access;

import java.util.List;
import java.util.Set;

/** What a key may do; a key has any of them. Stored by these names, which are those of the contract's {@code Scope} in lower case. */
public final class Scopes {
    /** Describe, list and watch. */
    public static final String READ = "read";

    /** Create, change, delete what is registered. */
    public static final String WRITE = "write";

    /** Start, stop, redrive, try out. */
    public static final String EXECUTE = "execute";

    /** Poll for tasks and answer them. */
    public static final String WORKER = "worker";

    /** Manage the tenant's own keys and read its audit. */
    public static final String ADMIN = "admin";

    /** Manage tenants: what operators' keys have, those alone, and nothing else. */
    public static final String OPERATOR = "operator";

    /** Everything a tenant may do, in the order in which people are told. */
    static final List<String> IN_ORDER = List.of(READ, WRITE, EXECUTE, WORKER, ADMIN);

    /** Everything a tenant may do. */
    public static final Set<String> ALL = Set.copyOf(IN_ORDER);

    private Scopes() {}
}
