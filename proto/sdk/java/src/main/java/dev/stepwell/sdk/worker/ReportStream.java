package dev.stepwell.sdk.worker;

import dev.stepwell.contracts.worker.v1.Hello;
import dev.stepwell.contracts.worker.v1.Report;
import dev.stepwell.contracts.worker.v1.WorkRequest;
import dev.stepwell.contracts.worker.v1.WorkResponse;
import dev.stepwell.contracts.worker.v1.WorkersGrpc;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One stream: whatever there is to say while its thread is busy goes in one message, as soon as the service is ready for it. All of it is
 * the loop's thread's, but for what gRPC calls.
 */
abstract class ReportStream implements ClientResponseObserver<WorkRequest, WorkResponse> {
    private static final int REPORTS = 1_000;

    /** The service takes messages of 1 MiB; a single report has less than half of that. */
    private static final int BYTES = 1 << 19;

    private final ArrayDeque<Report> reports = new ArrayDeque<>();
    private WorkRequest.Builder next = WorkRequest.newBuilder();
    private @Nullable ClientCallStreamObserver<WorkRequest> call;
    private boolean flushing;
    private boolean over;

    /** Has it done by the loop's thread. */
    abstract void later(Runnable what);

    /** Hears the service. */
    abstract void heard(WorkResponse said);

    /** Hears nothing any more. */
    abstract void lost(Status status);

    void open(WorkersGrpc.WorkersStub workers, Hello hello) {
        next.setHello(hello);
        var unused = workers.work(this);
        soon();
    }

    void credit(int tasks) {
        next.setCredit(tasks);
        soon();
    }

    void report(Report report) {
        reports.add(report);
        soon();
    }

    /** Nothing more is said; what was is still answered. */
    void over() {
        if (!over) {
            over = true;
            soon();
        }
    }

    void breakOff() {
        ClientCallStreamObserver<WorkRequest> stream = call;
        if (stream != null) {
            stream.cancel("the worker ends", null);
        }
    }

    private void soon() {
        if (!flushing) {
            flushing = true;
            later(this::flush);
        }
    }

    private void flush() {
        flushing = false;
        ClientCallStreamObserver<WorkRequest> stream = call;
        while (stream != null && hasSomething()) {
            if (!stream.isReady()) {
                return; // it says when it is
            }
            stream.onNext(message());
        }
        if (over && stream != null) {
            call = null;
            stream.onCompleted();
        }
    }

    private boolean hasSomething() {
        return !reports.isEmpty() || next.hasHello() || next.hasCredit();
    }

    private WorkRequest message() {
        WorkRequest.Builder message = next;
        next = WorkRequest.newBuilder();
        int bytes = 0;
        while (!reports.isEmpty() && bytes < BYTES && message.getReportsCount() < REPORTS) {
            Report report = reports.remove();
            bytes += report.getSerializedSize();
            message.addReports(report);
        }
        return message.build();
    }

    @Override
    public final void beforeStart(ClientCallStreamObserver<WorkRequest> stream) {
        call = stream;
        stream.setOnReadyHandler(() -> later(this::flush));
    }

    @Override
    public final void onNext(WorkResponse said) {
        later(() -> heard(said));
    }

    @Override
    public final void onError(Throwable why) {
        later(() -> lost(Status.fromThrowable(why)));
    }

    @Override
    public final void onCompleted() {
        later(() -> lost(Status.OK));
    }
}
