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

    static StateKind kind(int number) {
        return StateKind.numbered(number).orElseThrow(() -> new UnknownRecordException("a kind of state"));
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
