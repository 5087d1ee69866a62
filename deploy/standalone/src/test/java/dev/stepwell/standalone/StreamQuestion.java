package dev.stepwell.standalone;

import static org.awaitility.Awaitility.await;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.stepwell.contracts.worker.v1.Hello;
import dev.stepwell.contracts.worker.v1.Refusal;
import dev.stepwell.contracts.worker.v1.Report;
import dev.stepwell.contracts.worker.v1.WorkRequest;
import dev.stepwell.contracts.worker.v1.WorkResponse;
import dev.stepwell.contracts.worker.v1.WorkersGrpc;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Something said over a worker's stream, and what came of it. */
final class StreamQuestion implements StreamObserver<WorkResponse> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<WorkResponse> heard = new CopyOnWriteArrayList<>();
    private volatile Optional<Status> ended = Optional.empty();

    private StreamQuestion() {}

    /** Each way of reporting on a task. A task that is dropped is nobody's business: nothing comes of it. */
    static List<FieldDescriptor> kinds() {
        return Report.getDescriptor().getOneofs().getFirst().getFields().stream()
                .filter(field -> field.getNumber() != Report.DROPPED_FIELD_NUMBER)
                .toList();
    }

    /** Reports on a task after a hello, and tells what came of it in one line. */
    static String report(Spelling.Place place, Spelling.Keys keys, Hello hello, FieldDescriptor kind, String token)
            throws InvalidProtocolBufferException {
        DynamicMessage what = DynamicMessage.newBuilder(Report.getDescriptor())
                .setField(
                        kind,
                        kind.getJavaType() == FieldDescriptor.JavaType.STRING
                                ? "{}"
                                : DynamicMessage.getDefaultInstance(kind.getMessageType()))
                .build();
        Report report = Report.parseFrom(what.toByteString()).toBuilder()
                .setTaskToken(token)
                .setNumber(7)
                .build();
        return ask(
                place,
                keys,
                WorkRequest.newBuilder().setHello(hello).addReports(report).build());
    }

    /** Says it, and tells what came of it in one line. */
    static String ask(Spelling.Place place, Spelling.Keys keys, WorkRequest said) {
        StreamQuestion question = new StreamQuestion();
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + keys.apiKey());
        StreamObserver<WorkRequest> up = WorkersGrpc.newStub(place.channel())
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                .work(question);
        up.onNext(said);
        up.onCompleted();
        await().atMost(PATIENCE).until(() -> question.ended.isPresent());
        return question.told();
    }

    private String told() {
        StringBuilder told = new StringBuilder();
        for (WorkResponse said : heard) {
            for (Refusal refusal : said.getRefusedList()) {
                told.append(refusal.getError()).append(": ").append(refusal.getMessage());
            }
            told.append(said.getTakenCount())
                    .append(" taken, ")
                    .append(said.getTasksCount())
                    .append(" tasks; ");
        }
        Status status = ended.orElseThrow();
        return told + status.getCode().toString() + " " + status.getDescription();
    }

    @Override
    public void onNext(WorkResponse said) {
        heard.add(said);
    }

    @Override
    public void onError(Throwable why) {
        ended = Optional.of(Status.fromThrowable(why));
    }

    @Override
    public void onCompleted() {
        ended = Optional.of(Status.OK);
    }
}
