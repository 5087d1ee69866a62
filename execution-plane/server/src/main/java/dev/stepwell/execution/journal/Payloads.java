package dev.stepwell.execution.journal;

import com.google.protobuf.ByteString;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.execution.journal.codec.CorruptJournalException;
import dev.stepwell.execution.journal.codec.PayloadRef;
import dev.stepwell.execution.journal.codec.Sealed;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The large payloads of one reading: each is opened once, and is one object however many records hold it. */
public final class Payloads implements Function<PayloadRef, Payload> {
    private final Map<ByteString, byte[]> sealed;
    private final Map<ByteString, Payload> opened = new HashMap<>();

    /**
     * @param sealed the stored bytes, by hash
     */
    public Payloads(Map<ByteString, byte[]> sealed) {
        this.sealed = sealed;
    }

    /**
     * The payload.
     *
     * @throws CorruptJournalException when it is not there, or not of the size it must be
     */
    @Override
    public Payload apply(PayloadRef ref) {
        return opened.computeIfAbsent(ref.hash(), hash -> {
            byte[] bytes = sealed.get(hash);
            if (bytes == null) {
                throw new CorruptJournalException("a payload of " + ref.size() + " bytes is missing");
            }
            byte[] utf8 = Sealed.open(bytes);
            if (utf8.length != ref.size()) {
                throw new CorruptJournalException("a payload has " + utf8.length + " bytes and not " + ref.size());
            }
            return Payload.of(new String(utf8, StandardCharsets.UTF_8));
        });
    }
}
