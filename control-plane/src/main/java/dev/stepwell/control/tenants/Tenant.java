package dev.stepwell.control.tenants;

import dev.stepwell.names.AccountId;
import dev.stepwell.names.TenantId;
import java.time.Instant;
import java.util.Optional;

/**
 * A tenant.
 *
 * @param id the internal number, never used twice
 * @param account what its ARNs show
 * @param name what people call it
 * @param createdAt when it was made
 * @param suspended whether it may do nothing at present
 * @param functionEndpoint where its function ARNs are invoked, when not at the installation's default
 */
public record Tenant(
        TenantId id,
        AccountId account,
        String name,
        Instant createdAt,
        boolean suspended,
        Optional<String> functionEndpoint) {}
