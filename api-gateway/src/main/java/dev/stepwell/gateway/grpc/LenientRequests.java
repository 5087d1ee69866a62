package dev.stepwell.gateway.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Fault;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;

/**
 * Requests that are no messages are refused as such. Left to gRPC, they would count as a defect of the server: it answers them with
 * {@code UNKNOWN} and writes a stack trace for each.
 */
final class LenientRequests {
    private static final Fault NO_MESSAGE =
            new Fault("SerializationException", "The request is not a message of the contract.");

    /** Stands for whatever could not be read; told by identity from what a client may send. */
    private static final Message UNREADABLE =
            Any.newBuilder().setTypeUrl("unreadable").build();

    private LenientRequests() {}

    /** The method, which reads everything. */
    static MethodDescriptor<Message, Message> of(MethodDescriptor<Message, Message> method) {
        return method.toBuilder()
                .setRequestMarshaller(new Reader(method.getRequestMarshaller()))
                .build();
    }

    /** Throws {@link Fault} when the request could not be read. */
    static void check(Message request) {
        if (request == UNREADABLE) {
            throw NO_MESSAGE;
        }
    }

    private record Reader(MethodDescriptor.Marshaller<Message> exact) implements MethodDescriptor.Marshaller<Message> {
        @Override
        public InputStream stream(Message value) {
            return exact.stream(value);
        }

        @Override
        public Message parse(InputStream stream) {
            try {
                return exact.parse(stream);
            } catch (StatusRuntimeException e) {
                return UNREADABLE;
            }
        }
    }
}
