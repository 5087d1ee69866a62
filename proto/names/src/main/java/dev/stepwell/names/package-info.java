/**
 * The words that are printed in an ARN or a token, or are a field of two services: tenants, regions, ARNs, identifiers, name rules.
 *
 * <p>Front door: {@link dev.stepwell.names.Arn}, {@link dev.stepwell.names.TenantId}. Knows the JDK and nothing else.
 */
@NullMarked
package dev.stepwell.names;

import org.jspecify.annotations.NullMarked;
