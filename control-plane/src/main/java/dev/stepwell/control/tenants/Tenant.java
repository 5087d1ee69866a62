package dev.stepwell.control.tenants;

import dev.stepwell.names.AccountId;
import dev.stepwell.names.TenantId;
import java.util.Optional;

/**
 * A tenant.
 *
 * @param id the internal number, never used twice
 * @param account what its ARNs show
 * @param name what people call it
 * @param suspended whether it may do nothing at present
 * @param functionEndpoint where its function ARNs are invoked, when not at the installation's default
 */
public record Tenant(
        TenantId id, AccountId account, String name, boolean suspended, Optional<String> functionEndpoint) {}
