package dev.stepwell.execution.journal.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.stepwell.contracts.internal.v1.JournalFormat;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.workflow.CloseStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How an execution ended, as the bytes in its row. */
public final class EndingFormat {
    private final JournalFormat.Ending ending;

    private EndingFormat(JournalFormat.Ending ending) {
        this.ending = ending;
    }

    /**
     * The bytes, with their header.
     *
     * @param large where a large output is put: the text in UTF-8 by its hash
     */
    public static byte[] bytes(Effect.Close close, Map<ByteString, byte[]> large) {
        ValueWriter values = new ValueWriter(large);
        JournalFormat.Ending.Builder out = JournalFormat.Ending.newBuilder();
        close.output().ifPresent(output -> out.setOutput(values.value(output)));
        close.closeStatus().map(CloseStatus::name).ifPresent(out::setCloseStatus);
        out.setFailure(Words.failure(close.error(), close.cause()));
        return Sealed.seal(out.addAllPayloads(values.refs()).build().toByteArray());
    }

    /** Opens bytes of {@link #bytes}. */
    public static EndingFormat open(byte[] sealed) {
        try {
            return new EndingFormat(Words.known(JournalFormat.Ending.parseFrom(Sealed.open(sealed))));
        } catch (InvalidProtocolBufferException e) {
            throw new CorruptJournalException("the ending of an execution is damaged", e);
        }
    }

    /** The payloads that are to be fetched. */
    public List<PayloadRef> refs() {
        return ending.getPayloadsList().stream().map(ValueReader::ref).toList();
    }

    /** The output, if it succeeded; {@code payloads} gives the payload of each of {@link #refs}. */
    public Optional<Payload> output(Function<PayloadRef, Payload> payloads) {
        return ending.hasOutput()
                ? Optional.of(new ValueReader(ending.getPayloadsList(), payloads).payload(ending.getOutput()))
                : Optional.empty();
    }

    /** The error, if it did not. */
    public Optional<String> error() {
        return Words.error(ending.getFailure());
    }

    /** The cause of that. */
    public Optional<String> cause() {
        return Words.cause(ending.getFailure());
    }

    /** How it ended, if it is a workflow execution of Amazon SWF. */
    public Optional<CloseStatus> closeStatus() {
        return ending.hasCloseStatus()
                ? Optional.of(SwfWords.word(CloseStatus.class, ending.getCloseStatus()))
                : Optional.empty();
    }
}
