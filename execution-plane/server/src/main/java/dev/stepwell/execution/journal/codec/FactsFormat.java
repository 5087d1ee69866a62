package dev.stepwell.execution.journal.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.stepwell.contracts.internal.v1.JournalFormat;
import dev.stepwell.engine.turn.Beginning;
import dev.stepwell.engine.turn.MapChild;
import dev.stepwell.engine.turn.Mocked;
import dev.stepwell.engine.turn.ParentTask;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.workflow.SwfFacts;
import dev.stepwell.names.ExecutionId;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/**
 * What an execution is, as bytes: in its row and in its first record. Of an ordinary execution neither its ARN nor its machine's name is
 * written: both follow from the machine's ARN and its own name.
 */
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

    /** What makes an execution one of SWF, alone. */
    public static byte[] swfBytes(SwfFacts facts) {
        return SwfWords.facts(facts).toByteArray();
    }

    /** The facts of {@link #swfBytes}. */
    public static SwfFacts swfFacts(byte[] bytes) {
        try {
            return SwfWords.facts(JournalFormat.SwfFacts.parseFrom(bytes));
        } catch (InvalidProtocolBufferException e) {
            throw new CorruptJournalException("the facts of a workflow execution are damaged", e);
        }
    }

    static JournalFormat.Facts write(StartFacts facts) {
        JournalFormat.Facts.Builder out = JournalFormat.Facts.newBuilder()
                .setName(facts.name())
                .setStateMachineArn(facts.stateMachineArn())
                .setRevisionId(facts.revisionId())
                .setRoleArn(facts.roleArn())
                .setTokenKey(facts.tokenKey())
                .setPriority(facts.priority());
        if (!facts.executionArn().equals(ordinaryArn(facts.stateMachineArn(), facts.name()))) {
            out.setExecutionArn(facts.executionArn());
        }
        if (!facts.stateMachineName().equals(lastPart(facts.stateMachineArn()))) {
            out.setStateMachineName(facts.stateMachineName());
        }
        facts.versionArn().ifPresent(out::setVersionArn);
        facts.aliasArn().ifPresent(out::setAliasArn);
        facts.traceHeader().ifPresent(out::setTraceHeader);
        facts.parent().map(FactsFormat::write).ifPresent(out::setParent);
        facts.mapChild().ifPresent(child -> out.setMapRunArn(child.mapRunArn()).setMapItems(child.items()));
        facts.swf().map(SwfWords::facts).ifPresent(out::setSwf);
        facts.beginning().map(FactsFormat::write).ifPresent(out::setBeginning);
        facts.mocked()
                .ifPresent(mocked -> out.setMocked(JournalFormat.Mocked.newBuilder()
                        .setProfile(mocked.profile())
                        .setRevisionId(mocked.revisionId())));
        return out.build();
    }

    static StartFacts read(JournalFormat.Facts in) {
        Words.known(in);
        return StartFacts.of(
                        or(in.getExecutionArn(), ordinaryArn(in.getStateMachineArn(), in.getName())),
                        in.getName(),
                        in.getStateMachineArn(),
                        or(in.getStateMachineName(), lastPart(in.getStateMachineArn())),
                        in.getRevisionId(),
                        in.getRoleArn(),
                        in.hasVersionArn() ? Optional.of(in.getVersionArn()) : Optional.empty(),
                        in.hasAliasArn() ? Optional.of(in.getAliasArn()) : Optional.empty(),
                        in.hasTraceHeader() ? Optional.of(in.getTraceHeader()) : Optional.empty(),
                        in.getTokenKey())
                .withParent(in.hasParent() ? Optional.of(read(in.getParent())) : Optional.empty())
                .withMapChild(
                        in.hasMapRunArn()
                                ? Optional.of(new MapChild(in.getMapRunArn(), in.getMapItems()))
                                : Optional.empty())
                .withSwf(in.hasSwf() ? Optional.of(SwfWords.facts(in.getSwf())) : Optional.empty())
                .withBeginning(in.hasBeginning() ? Optional.of(read(in.getBeginning())) : Optional.empty())
                .withMocked(in.hasMocked() ? Optional.of(read(in.getMocked())) : Optional.empty())
                .withPriority(in.getPriority());
    }

    /** That of the execution of a standard machine. */
    private static String ordinaryArn(String machineArn, String name) {
        return machineArn.replace(":stateMachine:", ":execution:") + ":" + name;
    }

    private static String lastPart(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    private static String or(String written, String otherwise) {
        return written.isEmpty() ? otherwise : written;
    }

    private static JournalFormat.Beginning write(Beginning beginning) {
        JournalFormat.Beginning.Builder out =
                JournalFormat.Beginning.newBuilder().setState(beginning.state());
        beginning
                .origin()
                .ifPresent(origin -> out.setOriginArn(origin.executionArn()).setOriginEventId(origin.eventId()));
        return out.build();
    }

    private static Beginning read(JournalFormat.Beginning in) {
        Words.known(in);
        return new Beginning(
                in.getState(),
                in.hasOriginArn()
                        ? Optional.of(new Beginning.Origin(in.getOriginArn(), in.getOriginEventId()))
                        : Optional.empty());
    }

    private static Mocked read(JournalFormat.Mocked in) {
        Words.known(in);
        return new Mocked(in.getProfile(), in.getRevisionId());
    }

    private static JournalFormat.ParentTask write(ParentTask parent) {
        UUID id = parent.execution().value();
        return JournalFormat.ParentTask.newBuilder()
                .setExecution(ByteString.copyFrom(ByteBuffer.allocate(16)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .flip()))
                .setScheduledEventId(parent.task().scheduledEventId())
                .setGeneration(parent.task().generation())
                .build();
    }

    private static ParentTask read(JournalFormat.ParentTask in) {
        Words.known(in);
        if (in.getExecution().size() != 16) {
            throw new CorruptJournalException("the parent of an execution is damaged");
        }
        ByteBuffer id = in.getExecution().asReadOnlyByteBuffer();
        return new ParentTask(
                new ExecutionId(new UUID(id.getLong(), id.getLong())),
                new TaskRef(in.getScheduledEventId(), in.getGeneration()));
    }
}
