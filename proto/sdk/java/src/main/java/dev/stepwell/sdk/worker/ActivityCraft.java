package dev.stepwell.sdk.worker;

import dev.stepwell.contracts.worker.v1.Report;
import dev.stepwell.contracts.worker.v1.TaskFailure;
import java.util.Map;
import java.util.Optional;

/**
 * Does tasks of Step Functions.
 *
 * @param handlers by the ARNs of their activities
 */
record ActivityCraft(Map<String, Handler> handlers) implements Craft {
    private static final int ERROR = 256;
    private static final int CAUSE = 32_768;

    @Override
    public Report.Builder work(TaskInHand task) {
        Handler handler =
                Optional.ofNullable(handlers.get(task.task().getActivityArn())).orElseThrow();
        try {
            String output = handler.handle(task);
            return Report.newBuilder().setOutput(output == null ? "null" : output);
        } catch (TaskFailed failed) {
            return failure(failed.error(), String.valueOf(failed.getMessage()));
        } catch (Exception e) {
            return failure(e.getClass().getSimpleName(), String.valueOf(e.getMessage()));
        }
    }

    private static Report.Builder failure(String error, String cause) {
        return Report.newBuilder()
                .setFailure(TaskFailure.newBuilder()
                        .setError(Text.cut(error, ERROR))
                        .setCause(Text.cut(cause, CAUSE)));
    }
}
