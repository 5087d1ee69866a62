package dev.stepwell.execution.journal.codec;

import com.google.protobuf.Message;
import dev.stepwell.contracts.internal.v1.JournalFormat;
import dev.stepwell.engine.record.StateKind;
import dev.stepwell.engine.record.TaskFamily;
import dev.stepwell.execution.ports.UnknownRecordException;
import java.time.Instant;
import java.util.Optional;

/** The small parts that records share: times, failures, kinds of state, families of tasks. */
final class Words {
    private Words() {}

    /** Refuses a message that was written with fields this version does not know. */
    static <M extends Message> M known(M message) {
        if (!message.getUnknownFields().asMap().isEmpty()) {
            throw new UnknownRecordException(
                    "a field of " + message.getDescriptorForType().getName());
        }
        return message;
    }

    static JournalFormat.Time time(Instant at) {
        return JournalFormat.Time.newBuilder()
                .setSeconds(at.getEpochSecond())
                .setNanos(at.getNano())
                .build();
    }

    static Instant time(JournalFormat.Time at) {
        return Instant.ofEpochSecond(at.getSeconds(), at.getNanos());
    }

    static JournalFormat.Failure failure(Optional<String> error, Optional<String> cause) {
        JournalFormat.Failure.Builder failure = JournalFormat.Failure.newBuilder();
        error.ifPresent(failure::setError);
        cause.ifPresent(failure::setCause);
        return failure.build();
    }

    static Optional<String> error(JournalFormat.Failure failure) {
        return failure.hasError() ? Optional.of(failure.getError()) : Optional.empty();
    }

    static Optional<String> cause(JournalFormat.Failure failure) {
        return failure.hasCause() ? Optional.of(failure.getCause()) : Optional.empty();
    }

    static JournalFormat.StateKind kind(StateKind kind) {
        return switch (kind) {
            case PASS -> JournalFormat.StateKind.STATE_KIND_PASS;
            case TASK -> JournalFormat.StateKind.STATE_KIND_TASK;
            case CHOICE -> JournalFormat.StateKind.STATE_KIND_CHOICE;
            case WAIT -> JournalFormat.StateKind.STATE_KIND_WAIT;
            case SUCCEED -> JournalFormat.StateKind.STATE_KIND_SUCCEED;
            case FAIL -> JournalFormat.StateKind.STATE_KIND_FAIL;
            case PARALLEL -> JournalFormat.StateKind.STATE_KIND_PARALLEL;
            case MAP -> JournalFormat.StateKind.STATE_KIND_MAP;
        };
    }

    static StateKind kind(JournalFormat.StateKind kind) {
        return switch (kind) {
            case STATE_KIND_PASS -> StateKind.PASS;
            case STATE_KIND_TASK -> StateKind.TASK;
            case STATE_KIND_CHOICE -> StateKind.CHOICE;
            case STATE_KIND_WAIT -> StateKind.WAIT;
            case STATE_KIND_SUCCEED -> StateKind.SUCCEED;
            case STATE_KIND_FAIL -> StateKind.FAIL;
            case STATE_KIND_PARALLEL -> StateKind.PARALLEL;
            case STATE_KIND_MAP -> StateKind.MAP;
            case STATE_KIND_UNSPECIFIED, UNRECOGNIZED -> throw new UnknownRecordException("a kind of state");
        };
    }

    static JournalFormat.TaskFamily family(TaskFamily family) {
        return JournalFormat.TaskFamily.newBuilder()
                .setKind(
                        switch (family.kind()) {
                            case ACTIVITY -> JournalFormat.TaskFamily.Kind.KIND_ACTIVITY;
                            case FUNCTION -> JournalFormat.TaskFamily.Kind.KIND_FUNCTION;
                            case SERVICE -> JournalFormat.TaskFamily.Kind.KIND_SERVICE;
                        })
                .setResourceType(family.resourceType())
                .setResource(family.resource())
                .build();
    }

    static TaskFamily family(JournalFormat.TaskFamily family) {
        known(family);
        TaskFamily.Kind kind = switch (family.getKind()) {
            case KIND_ACTIVITY -> TaskFamily.Kind.ACTIVITY;
            case KIND_FUNCTION -> TaskFamily.Kind.FUNCTION;
            case KIND_SERVICE -> TaskFamily.Kind.SERVICE;
            case KIND_UNSPECIFIED, UNRECOGNIZED -> throw new UnknownRecordException("a family of tasks");
        };
        return new TaskFamily(kind, family.getResourceType(), family.getResource());
    }
}
