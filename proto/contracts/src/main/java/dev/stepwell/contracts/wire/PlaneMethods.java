package dev.stepwell.contracts.wire;

import com.google.protobuf.Message;
import dev.stepwell.contracts.worker.v1.WorkRequest;
import dev.stepwell.contracts.worker.v1.WorkResponse;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoUtils;

/** How an action is called between planes: one method per action, all of one service. */
final class PlaneMethods {
    /** The service that every plane serves on the cluster's port. */
    static final String SERVICE = "stepwell.internal.v1.Plane";

    /** The action that every plane has: it answers, to whoever is proven. */
    static final String PING = "Ping";

    /** Where the sealed caller travels. */
    static final Metadata.Key<byte[]> CALLER = Metadata.Key.of("stepwell-caller-bin", Metadata.BINARY_BYTE_MARSHALLER);

    /** The largest message between planes: input and output of an execution, each as large as any quota has payloads, with room. */
    static final int MAX_MESSAGE_BYTES = 48 << 20;

    private PlaneMethods() {}

    /** The conversation with a worker, as the public contract has it. */
    static final String WORK = "Work";

    static final MethodDescriptor<WorkRequest, WorkResponse> WORK_METHOD =
            MethodDescriptor.<WorkRequest, WorkResponse>newBuilder()
                    .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
                    .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, WORK))
                    .setRequestMarshaller(ProtoUtils.marshaller(WorkRequest.getDefaultInstance()))
                    .setResponseMarshaller(ProtoUtils.marshaller(WorkResponse.getDefaultInstance()))
                    .build();

    /** The method of an action; both ends know its messages by an instance of each. */
    static <Q extends Message, A extends Message> MethodDescriptor<Q, A> method(String action, Q request, A answer) {
        return method(MethodDescriptor.MethodType.UNARY, action, request, answer);
    }

    /** The method of an action that answers again and again. */
    static <Q extends Message, A extends Message> MethodDescriptor<Q, A> stream(String action, Q request, A answer) {
        return method(MethodDescriptor.MethodType.SERVER_STREAMING, action, request, answer);
    }

    private static <Q extends Message, A extends Message> MethodDescriptor<Q, A> method(
            MethodDescriptor.MethodType type, String action, Q request, A answer) {
        return MethodDescriptor.<Q, A>newBuilder()
                .setType(type)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, action))
                .setRequestMarshaller(ProtoUtils.marshaller(request))
                .setResponseMarshaller(ProtoUtils.marshaller(answer))
                .build();
    }
}
