package dev.stepwell.control.endpoints;

import com.google.protobuf.Timestamp;
import dev.stepwell.asl.variables.VariableReferences;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.sfn.v1.CloudWatchLogsLogGroup;
import dev.stepwell.contracts.sfn.v1.EncryptionConfiguration;
import dev.stepwell.contracts.sfn.v1.LogDestination;
import dev.stepwell.contracts.sfn.v1.LogDestinations;
import dev.stepwell.contracts.sfn.v1.LoggingConfiguration;
import dev.stepwell.contracts.sfn.v1.StateVariables;
import dev.stepwell.contracts.sfn.v1.Tag;
import dev.stepwell.contracts.sfn.v1.TracingConfiguration;
import dev.stepwell.control.references.EncryptionRules;
import dev.stepwell.control.statemachines.Logging;
import dev.stepwell.control.tags.TagSet;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shapes that several actions share, from the contract's messages to the domain's values and back. */
final class Translation {
    private static final EncryptionConfiguration OWNED_KEY =
            EncryptionConfiguration.newBuilder().setType(EncryptionRules.OWNED).build();

    private Translation() {}

    static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    static <T> Optional<T> present(boolean has, T value) {
        return has ? Optional.of(value) : Optional.empty();
    }

    static List<StateVariables> variableReferences(String definition) {
        return VariableReferences.of(definition).entrySet().stream()
                .map(state -> StateVariables.newBuilder()
                        .setState(state.getKey())
                        .addAllVariables(state.getValue())
                        .build())
                .toList();
    }

    static TagSet tags(List<Tag> tags) {
        Map<String, String> byKey = new LinkedHashMap<>();
        tags.forEach(tag -> byKey.put(tag.getKey(), tag.getValue()));
        return new TagSet(byKey);
    }

    static List<Tag> tags(Map<String, String> byKey) {
        return byKey.entrySet().stream()
                .map(tag -> Tag.newBuilder()
                        .setKey(tag.getKey())
                        .setValue(tag.getValue())
                        .build())
                .toList();
    }

    static Logging logging(LoggingConfiguration given) {
        return new Logging(
                given.hasLevel() ? Logging.level(given.getLevel()) : Logging.Level.OFF,
                given.getIncludeExecutionData(),
                given.hasDestinations()
                        ? Optional.of(given.getDestinations().getItemsList().stream()
                                .map(item -> item.getCloudWatchLogsLogGroup().getLogGroupArn())
                                .toList())
                        : Optional.empty());
    }

    static LoggingConfiguration logging(Logging logging) {
        LoggingConfiguration.Builder out = LoggingConfiguration.newBuilder()
                .setLevel(logging.level().name())
                .setIncludeExecutionData(logging.includeExecutionData());
        logging.destinations()
                .ifPresent(arns -> out.setDestinations(LogDestinations.newBuilder()
                        .addAllItems(arns.stream().map(Translation::destination).toList())));
        return out.build();
    }

    /** Refuses a configuration that does not say whether (API reference, InvalidTracingConfiguration). */
    static Optional<Boolean> tracing(boolean given, TracingConfiguration tracing) {
        if (given && !tracing.hasEnabled()) {
            throw new Fault(
                    "InvalidTracingConfiguration",
                    "Invalid Tracing Configuration: 'enabled must be set to true or false'");
        }
        return present(given, tracing.getEnabled());
    }

    /** Refuses what cannot be had; what remains says nothing, so it is not kept. */
    static void checkEncryption(boolean given, EncryptionConfiguration encryption) {
        if (given) {
            EncryptionRules.check(
                    encryption.getType(),
                    encryption.hasKmsKeyId() ? Optional.of(encryption.getKmsKeyId()) : Optional.empty(),
                    encryption.hasKmsDataKeyReusePeriodSeconds());
        }
    }

    static EncryptionConfiguration encryption() {
        return OWNED_KEY;
    }

    private static LogDestination destination(String arn) {
        return LogDestination.newBuilder()
                .setCloudWatchLogsLogGroup(CloudWatchLogsLogGroup.newBuilder().setLogGroupArn(arn))
                .build();
    }
}
