package dev.stepwell.gateway.grpc;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Fault;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;
import java.util.Collection;

/**
 * Requests that are no messages are refused as such. Left to gRPC, they would count as a defect of the server: it answers them with
 * {@code UNKNOWN} and writes a stack trace for each.
 *
 * @param unreadable stands for whatever could not be read; told by identity from what a client may send
 * @param <Q> requests
 */
record LenientRequests<Q extends Message>(Q unreadable) {
    private static final Fault NO_MESSAGE =
            new Fault("SerializationException", "The request is not a message of the contract.");

    /** The method, which reads everything. */
    <A> MethodDescriptor<Q, A> of(MethodDescriptor<Q, A> method) {
        return method.toBuilder()
                .setRequestMarshaller(new Reader<>(method.getRequestMarshaller(), unreadable))
                .build();
    }

    /** The service with these methods in the place of its own. */
    static ServiceDescriptor of(ServiceDescriptor service, Collection<? extends MethodDescriptor<?, ?>> methods) {
        ServiceDescriptor.Builder lenient =
                ServiceDescriptor.newBuilder(service.getName()).setSchemaDescriptor(service.getSchemaDescriptor());
        methods.forEach(lenient::addMethod);
        return lenient.build();
    }

    /** Throws {@link Fault} when the request could not be read. */
    void check(Q request) {
        if (request == unreadable) {
            throw NO_MESSAGE;
        }
    }

    private record Reader<Q>(MethodDescriptor.Marshaller<Q> exact, Q unreadable)
            implements MethodDescriptor.Marshaller<Q> {
        @Override
        public InputStream stream(Q value) {
            return exact.stream(value);
        }

        @Override
        public Q parse(InputStream stream) {
            try {
                return exact.parse(stream);
            } catch (StatusRuntimeException e) {
                return unreadable;
            }
        }
    }
}
