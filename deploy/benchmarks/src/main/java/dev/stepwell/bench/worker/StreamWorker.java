package dev.stepwell.bench.worker;

import dev.stepwell.bench.client.Doors;
import dev.stepwell.contracts.worker.v1.Hello;
import dev.stepwell.contracts.worker.v1.Refusal;
import dev.stepwell.contracts.worker.v1.Report;
import dev.stepwell.contracts.worker.v1.Task;
import dev.stepwell.contracts.worker.v1.WorkRequest;
import dev.stepwell.contracts.worker.v1.WorkResponse;
import io.grpc.stub.StreamObserver;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Does tasks that come down a stream: what comes in one message is reported on in one. */
final class StreamWorker implements StreamObserver<WorkResponse> {
    private static final int CREDIT = 256;

    private final Doors doors;
    private final String activityArn;
    private final Consumer<String> ended;
    private final Map<Long, String> last = new HashMap<>();
    private @Nullable StreamObserver<WorkRequest> up;
    private long number;

    StreamWorker(Doors doors, String activityArn, Consumer<String> ended) {
        this.doors = doors;
        this.activityArn = activityArn;
        this.ended = ended;
    }

    void start() {
        StreamObserver<WorkRequest> stream = doors.workers(doors.channel()).work(this);
        synchronized (this) {
            up = stream;
        }
        stream.onNext(WorkRequest.newBuilder()
                .setHello(Hello.newBuilder().addActivityArns(activityArn).setWorkerName("bench"))
                .setCredit(CREDIT)
                .build());
    }

    @Override
    public synchronized void onNext(WorkResponse said) {
        for (long taken : said.getTakenList()) {
            String id = last.remove(taken);
            if (id != null) {
                ended.accept(id);
            }
        }
        for (Refusal refusal : said.getRefusedList()) {
            System.err.println("refused: " + refusal.getError() + " " + refusal.getMessage());
        }
        StreamObserver<WorkRequest> stream = up;
        if (said.getTasksCount() == 0 || stream == null) {
            return;
        }
        WorkRequest.Builder reports = WorkRequest.newBuilder();
        for (Task task : said.getTasksList()) {
            Step step = Step.read(task.getInput()).done();
            number++;
            if (step.isLast()) {
                last.put(number, step.id());
            }
            reports.addReports(Report.newBuilder()
                    .setNumber(number)
                    .setTaskToken(task.getTaskToken())
                    .setOutput(step.text()));
        }
        stream.onNext(reports.build());
    }

    @Override
    public void onError(Throwable why) {
        System.err.println("the stream broke: " + why);
    }

    @Override
    public void onCompleted() {
        System.err.println("the stream ended");
    }
}
