package dev.stepwell.control.tags;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.control.references.ArnReader;
import dev.stepwell.control.references.SwfRules;
import dev.stepwell.names.Arn;
import dev.stepwell.names.SwfArn;
import java.util.Map;

/**
 * What tags hang on, and how its service refuses.
 *
 * @param kind what it is
 * @param name its name in the caller's account and region
 * @param arn as the client says it
 */
public record Tagged(TaggedKind kind, String name, String arn) {
    /**
     * A machine or an activity. Versions, aliases and everything of somebody else is {@code ResourceNotFound}, what is no ARN
     * {@code InvalidArn}.
     */
    public static Tagged ofStepFunctions(Caller caller, String text) {
        Arn arn = ArnReader.read(text);
        if (ArnReader.isOurs(caller, arn)) {
            if (arn instanceof Arn.Activity activity) {
                return new Tagged(TaggedKind.ACTIVITY, activity.name(), text);
            }
            if (arn instanceof Arn.StateMachine machine && machine.qualifier().isEmpty()) {
                return new Tagged(TaggedKind.STATE_MACHINE, machine.name(), text);
            }
        }
        throw resourceNotFound(text);
    }

    /** A domain. Somebody else's is {@code UnknownResourceFault}, what is no domain's ARN {@code ValidationException}. */
    public static Tagged ofSwf(Caller caller, String text) {
        if (SwfArn.parse(text).orElse(null) instanceof SwfArn.Domain domain) {
            boolean ours = domain.account().equals(caller.account().value())
                    && domain.region().equals(caller.region().value());
            if (ours) {
                return new Tagged(TaggedKind.DOMAIN, domain.domain(), text);
            }
            throw SwfRules.unknownDomain(domain.domain());
        }
        throw SwfRules.invalid("resourceArn", text);
    }

    /** The refusal when it is not there. */
    public Fault notFound() {
        return switch (kind) {
            case STATE_MACHINE, ACTIVITY -> resourceNotFound(arn);
            case DOMAIN -> SwfRules.unknownDomain(name);
        };
    }

    /** Refuses more tags than it may have. */
    public void checkCount(int count) {
        switch (kind) {
            case STATE_MACHINE, ACTIVITY -> TagSet.checkCount(count, arn);
            case DOMAIN -> {
                if (count > TagSet.MOST) {
                    throw new Fault("TooManyTagsFault", TagSet.tooMany(count));
                }
            }
        }
    }

    private static Fault resourceNotFound(String arn) {
        return new Fault("ResourceNotFound", "Resource not found: '" + arn + "'", Map.of("resourceName", arn));
    }
}
