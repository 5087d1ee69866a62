package dev.stepwell.control.changes;

import dev.stepwell.names.TenantId;

/**
 * One entry of the log.
 *
 * @param id greater than that of every entry committed before it
 * @param subject the ARN of what changed, or the account number for a tenant
 */
public record Change(long id, TenantId tenant, ChangeKind kind, String subject) {}
