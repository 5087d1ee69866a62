package dev.stepwell.control.statemachines;

import java.util.Optional;

/**
 * What UpdateStateMachine is asked: absent members stay as they are.
 *
 * @param encryption whether an encryption configuration was given; it changes nothing here but counts as something to change
 */
public record UpdateMachine(
        String arn,
        Optional<String> definition,
        Optional<String> roleArn,
        Optional<Logging> logging,
        Optional<Boolean> tracing,
        boolean encryption,
        boolean publish,
        Optional<String> versionDescription) {
    /** Whether it asks for nothing that could change. */
    boolean isEmpty() {
        return definition.isEmpty() && roleArn.isEmpty() && logging.isEmpty() && tracing.isEmpty() && !encryption;
    }

    /** The blueprint after the update. */
    Blueprint appliedTo(Blueprint old) {
        return new Blueprint(
                definition.orElse(old.definition()),
                roleArn.orElse(old.roleArn()),
                logging.orElse(old.logging()),
                tracing.orElse(old.tracing()));
    }
}
