/**
 * Asks AWS's services, or what stands in for them, through the modules of AWS's own SDK. There is nothing to write here for a service: its
 * requests and results are described by the SDK itself, and a module is looked at when a task first asks for it.
 *
 * <p>Front doors: {@link dev.stepwell.execution.connectors.aws.AwsConnector}, and {@link dev.stepwell.execution.connectors.aws.OwnS3} for
 * those who read and write objects. Knows no state of an execution.
 */
@NullMarked
package dev.stepwell.execution.connectors.aws;

import org.jspecify.annotations.NullMarked;
