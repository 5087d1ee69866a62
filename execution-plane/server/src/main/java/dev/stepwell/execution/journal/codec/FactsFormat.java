package dev.stepwell.execution.journal.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.stepwell.contracts.internal.v1.JournalFormat;
import dev.stepwell.engine.turn.StartFacts;
import java.util.Optional;

/** What an execution is, as bytes: in its row and in its first record. */
public final class FactsFormat {
    private FactsFormat() {}

    /** The facts with their header. */
    public static byte[] bytes(StartFacts facts) {
        return Sealed.seal(write(facts).toByteArray());
    }

    /** The facts of {@link #bytes}. */
    public static StartFacts facts(byte[] sealed) {
        try {
            return read(JournalFormat.Facts.parseFrom(Sealed.open(sealed)));
        } catch (InvalidProtocolBufferException e) {
            throw new CorruptJournalException("the facts of an execution are damaged", e);
        }
    }

    static JournalFormat.Facts write(StartFacts facts) {
        JournalFormat.Facts.Builder out = JournalFormat.Facts.newBuilder()
                .setExecutionArn(facts.executionArn())
                .setName(facts.name())
                .setStateMachineArn(facts.stateMachineArn())
                .setStateMachineName(facts.stateMachineName())
                .setRevisionId(facts.revisionId())
                .setRoleArn(facts.roleArn())
                .setTokenKey(facts.tokenKey());
        facts.versionArn().ifPresent(out::setVersionArn);
        facts.aliasArn().ifPresent(out::setAliasArn);
        facts.traceHeader().ifPresent(out::setTraceHeader);
        return out.build();
    }

    static StartFacts read(JournalFormat.Facts in) {
        Words.known(in);
        return new StartFacts(
                in.getExecutionArn(),
                in.getName(),
                in.getStateMachineArn(),
                in.getStateMachineName(),
                in.getRevisionId(),
                in.getRoleArn(),
                in.hasVersionArn() ? Optional.of(in.getVersionArn()) : Optional.empty(),
                in.hasAliasArn() ? Optional.of(in.getAliasArn()) : Optional.empty(),
                in.hasTraceHeader() ? Optional.of(in.getTraceHeader()) : Optional.empty(),
                in.getTokenKey());
    }
}
