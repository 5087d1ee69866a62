package dev.stepwell.standalone.operator;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.stepwell.contracts.platform.v1.AuditEvent;
import dev.stepwell.gateway.json.Dialect;
import dev.stepwell.gateway.json.MessageReader;
import dev.stepwell.gateway.json.MessageWriter;
import dev.stepwell.gateway.json.Unreadable;
import dev.stepwell.gateway.shapes.Shape;
import dev.stepwell.gateway.shapes.Shapes;
import dev.stepwell.standalone.UsageException;
import java.nio.charset.StandardCharsets;

/** An event of the audit as one line of JSON, as REST spells it. */
final class AuditLines {
    private static final Shape SHAPE = new Shapes().of(AuditEvent.getDescriptor());
    private static final MessageWriter WRITER = new MessageWriter(Dialect.REST);
    private static final MessageReader READER = new MessageReader(Dialect.REST);

    private AuditLines() {}

    static String write(AuditEvent event) {
        return new String(WRITER.write(SHAPE, event), StandardCharsets.UTF_8);
    }

    /** Throws {@link UsageException} for a line that is none. */
    static AuditEvent read(String line) {
        try {
            return AuditEvent.parseFrom(
                    READER.read(SHAPE, line.getBytes(StandardCharsets.UTF_8)).wire());
        } catch (Unreadable | InvalidProtocolBufferException e) {
            throw new UsageException("this is no line of an audit: " + Lines.plain(line));
        }
    }
}
