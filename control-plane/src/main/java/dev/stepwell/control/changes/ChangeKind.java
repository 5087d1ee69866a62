package dev.stepwell.control.changes;

/** What may happen to something that others cache. Stored by name: never rename one. */
public enum ChangeKind {
    /** A machine's newest revision is another one. */
    REVISION_PUBLISHED,
    /** A version is gone. */
    VERSION_DELETED,
    /** An alias leads elsewhere, or nowhere any more. */
    ALIAS_CHANGED,
    /** A machine no longer takes starts, and its executions end. */
    MACHINE_DELETING,
    /** A machine is gone, and its name is free. */
    MACHINE_DELETED,
    /** An activity is gone. */
    ACTIVITY_DELETED,
    /** A domain of SWF or a type in it was deprecated, taken into use again or deleted. The subject is the domain. */
    SWF_DOMAIN_CHANGED,
    /** A tenant may do nothing any more. */
    TENANT_SUSPENDED,
    /** A suspended tenant may go on. */
    TENANT_RESUMED,
    /** A tenant may do nothing for ever, and all that it owns goes. */
    TENANT_DELETING,
    /** A setting of the tenant changed, such as where its functions are invoked. */
    TENANT_CHANGED
}
