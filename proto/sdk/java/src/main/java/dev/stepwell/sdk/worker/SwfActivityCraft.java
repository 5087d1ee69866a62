package dev.stepwell.sdk.worker;

import dev.stepwell.contracts.swf.v1.ActivityType;
import dev.stepwell.contracts.swf.v1.RespondActivityTaskCanceledRequest;
import dev.stepwell.contracts.swf.v1.RespondActivityTaskCompletedRequest;
import dev.stepwell.contracts.swf.v1.RespondActivityTaskFailedRequest;
import dev.stepwell.contracts.worker.v1.Report;
import java.util.Map;

/**
 * Does activity tasks of SWF.
 *
 * @param handlers by activity type
 */
record SwfActivityCraft(Map<SwfType, Handler> handlers) implements Craft {
    private static final int REASON = 256;
    private static final int DETAILS = 32_768;

    @Override
    public Report.Builder work(TaskInHand task) {
        ActivityType type = task.task().getSwfActivity().getActivityType();
        Handler handler = handlers.get(new SwfType(type.getName(), type.getVersion()));
        if (handler == null) {
            return failure("UnknownActivityType", type.getName() + " " + type.getVersion());
        }
        try {
            RespondActivityTaskCompletedRequest.Builder completed = RespondActivityTaskCompletedRequest.newBuilder();
            String result = handler.handle(task);
            if (result != null) {
                completed.setResult(result);
            }
            return Report.newBuilder().setSwfCompleted(completed);
        } catch (TaskCanceled canceled) {
            String details = Text.cut(String.valueOf(canceled.getMessage()), DETAILS);
            return Report.newBuilder()
                    .setSwfCanceled(
                            RespondActivityTaskCanceledRequest.newBuilder().setDetails(details));
        } catch (TaskFailed failed) {
            return failure(failed.error(), String.valueOf(failed.getMessage()));
        } catch (Exception e) {
            return failure(e.getClass().getSimpleName(), String.valueOf(e.getMessage()));
        }
    }

    private static Report.Builder failure(String reason, String details) {
        return Report.newBuilder()
                .setSwfFailed(RespondActivityTaskFailedRequest.newBuilder()
                        .setReason(Text.cut(reason, REASON))
                        .setDetails(Text.cut(details, DETAILS)));
    }
}
