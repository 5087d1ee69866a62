package dev.stepwell.control.access;

import java.util.Set;

/** What a key may do; a key has any of them. Stored and checked by these names. */
public final class Scopes {
    /** Describe and list. */
    public static final String READ = "read";

    /** Create, change, start, stop, delete. */
    public static final String WRITE = "write";

    /** Poll for tasks and answer them. */
    public static final String WORKER = "worker";

    /** Manage the tenant's own keys and settings. */
    public static final String ADMIN = "admin";

    /** Everything a tenant may do. */
    public static final Set<String> ALL = Set.of(READ, WRITE, WORKER, ADMIN);

    private Scopes() {}
}
