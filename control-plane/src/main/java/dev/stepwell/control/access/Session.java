package dev.stepwell.control.access;

import java.time.Instant;

/**
 * A browser's session.
 *
 * @param principal whose key it was opened with
 * @param tenantName what the tenant is called
 * @param expiresAt when it ends
 */
public record Session(Principal principal, String tenantName, Instant expiresAt) {}
