/**
 * What the execution plane asks the control plane: which revision an ARN means, what that revision is and how its executions are run; how
 * SWF's domains and types stand; where tenants have services of AWS of their own.
 *
 * <p>Front doors: {@link dev.stepwell.execution.definitions.Definitions}, {@link dev.stepwell.execution.definitions.SwfRegistry},
 * {@link dev.stepwell.execution.definitions.AwsPlaces}. Revisions are kept for ever by id, all else for some seconds. Knows no transport.
 */
@NullMarked
package dev.stepwell.execution.definitions;

import org.jspecify.annotations.NullMarked;
