package dev.stepwell.simulation.audit;

import java.util.List;
import java.util.Optional;

/**
 * One execution as anybody can read it.
 *
 * @param arn its ARN
 * @param status AWS's name of its status
 * @param output its output, if it succeeded
 * @param error its error, if it did not
 * @param events its whole history, oldest first
 */
public record SeenExecution(
        String arn, String status, Optional<String> output, Optional<String> error, List<SeenEvent> events) {
    public SeenExecution {
        events = List.copyOf(events);
    }
}
