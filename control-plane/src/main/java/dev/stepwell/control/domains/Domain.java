package dev.stepwell.control.domains;

import dev.stepwell.names.SwfArn;
import java.util.Optional;

/**
 * A domain.
 *
 * @param arn its ARN, with its name
 * @param description what it is for, if that was said
 * @param retention how long closed executions are kept
 * @param status how it stands
 */
public record Domain(SwfArn.Domain arn, Optional<String> description, Retention retention, RegistrationStatus status) {}
