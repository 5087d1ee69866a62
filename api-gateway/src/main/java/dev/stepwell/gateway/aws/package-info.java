/**
 * The door for AWS's clients: AWS JSON 1.0 over {@code POST /}, for every service of the contract. A request becomes a message, a
 * message becomes an answer; no rule of the product lives here.
 *
 * <p>Front door: {@link dev.stepwell.gateway.aws.AwsJsonDoor}. Knows no action by name and no server.
 */
@NullMarked
package dev.stepwell.gateway.aws;

import org.jspecify.annotations.NullMarked;
