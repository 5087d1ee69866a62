package dev.stepwell.execution.journal.codec;

import dev.stepwell.contracts.internal.v1.JournalFormat;
import dev.stepwell.contracts.internal.v1.JournalFormat.Value;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.execution.ports.UnknownRecordException;
import java.util.List;
import java.util.function.Function;

/** Reads the values of one message. */
final class ValueReader {
    private final List<JournalFormat.PayloadRef> refs;
    private final Function<PayloadRef, Payload> payloads;

    ValueReader(List<JournalFormat.PayloadRef> refs, Function<PayloadRef, Payload> payloads) {
        this.refs = refs;
        this.payloads = payloads;
    }

    Payload payload(Value value) {
        return switch (value.getFormCase()) {
            case INLINE -> Payload.of(value.getInline().toStringUtf8());
            case STORED -> stored(value.getStored());
            case FORM_NOT_SET -> throw new UnknownRecordException("a form of value");
        };
    }

    private Payload stored(int place) {
        if (place < 0 || place >= refs.size()) {
            throw new CorruptJournalException("a value points outside the payloads of its message");
        }
        return payloads.apply(ref(refs.get(place)));
    }

    static PayloadRef ref(JournalFormat.PayloadRef ref) {
        return new PayloadRef(ref.getHash(), ref.getSize());
    }
}
