package dev.stepwell.gateway.rest;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Audience;
import dev.stepwell.gateway.json.MessageWriter;
import dev.stepwell.gateway.shapes.Member;
import dev.stepwell.gateway.shapes.Shape;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Messages as server-sent events: each structure in a message is an event under its member's name, and the member {@code cursor} is the
 * id. A message of nothing but a cursor is an event {@code cursor}, so that browsers remember where they are.
 */
final class EventStream implements Audience<Message> {
    /** The member that tells where a stream goes on, of requests and messages. */
    static final String CURSOR = "cursor";

    private final Shape shape;
    private final MessageWriter writer;
    private final Audience<byte[]> audience;

    EventStream(Shape shape, MessageWriter writer, Audience<byte[]> audience) {
        this.shape = shape;
        this.writer = writer;
        this.audience = audience;
    }

    @Override
    public boolean hear(Message message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        String id = "";
        boolean told = false;
        List<FieldDescriptor> fields = message.getDescriptorForType().getFields();
        for (Member member : shape.members()) {
            FieldDescriptor field = fields.get(member.index());
            if (message.hasField(field)) {
                if (member.name().getValue().equals(CURSOR)) {
                    id = message.getField(field).toString();
                } else {
                    event(out, member.name().getValue(), id, writer.write(member.structure(), (Message)
                            message.getField(field)));
                    told = true;
                }
            }
        }
        if (!told) {
            event(out, CURSOR, id, "{}".getBytes(StandardCharsets.UTF_8));
        }
        return audience.hear(out.toByteArray());
    }

    @Override
    public void whenGone(Runnable action) {
        audience.whenGone(action);
    }

    /** JSON as it is written here has no line breaks. */
    private static void event(ByteArrayOutputStream out, String name, String id, byte[] json) {
        if (!id.isEmpty()) {
            out.writeBytes(("id: " + id + "\n").getBytes(StandardCharsets.UTF_8));
        }
        out.writeBytes(("event: " + name + "\ndata: ").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(json);
        out.writeBytes(new byte[] {'\n', '\n'});
    }
}
