package dev.stepwell.sdk.worker;

import dev.stepwell.contracts.swf.v1.PollForDecisionTaskRequest;
import dev.stepwell.contracts.swf.v1.PollForDecisionTaskResponse;
import dev.stepwell.contracts.swf.v1.RespondDecisionTaskCompletedRequest;
import dev.stepwell.contracts.swf.v1.TaskList;
import dev.stepwell.contracts.swf.v1.WorkflowType;
import dev.stepwell.contracts.worker.v1.Dropped;
import dev.stepwell.contracts.worker.v1.Report;
import dev.stepwell.sdk.Stepwell;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;

/**
 * Decides for workflow executions of SWF.
 *
 * @param deciders by workflow type
 * @param stepwell is asked for the further pages of a history
 */
record DecisionCraft(String domain, String taskList, Map<SwfType, Decider> deciders, Stepwell stepwell)
        implements Craft {
    private static final Logger LOG = System.getLogger(DecisionCraft.class.getName());

    @Override
    public Report.Builder work(TaskInHand task) {
        WorkflowType type = task.task().getSwfDecision().getWorkflowType();
        Decider decider = deciders.get(new SwfType(type.getName(), type.getVersion()));
        if (decider == null) {
            LOG.log(Level.WARNING, "nobody decides for {0} {1}", type.getName(), type.getVersion());
            return dropped();
        }
        try {
            return Report.newBuilder()
                    .setSwfDecided(RespondDecisionTaskCompletedRequest.newBuilder()
                            .addAllDecisions(decider.decide(whole(task.task().getSwfDecision()))));
        } catch (Exception e) {
            LOG.log(Level.WARNING, "nothing was decided for " + type.getName() + " " + type.getVersion(), e);
            return dropped();
        }
    }

    private static Report.Builder dropped() {
        return Report.newBuilder().setDropped(Dropped.getDefaultInstance());
    }

    private PollForDecisionTaskResponse whole(PollForDecisionTaskResponse first) {
        PollForDecisionTaskResponse.Builder whole = first.toBuilder();
        while (!whole.getNextPageToken().isEmpty()) {
            PollForDecisionTaskResponse next = stepwell.swf()
                    .pollForDecisionTask(PollForDecisionTaskRequest.newBuilder()
                            .setDomain(domain)
                            .setTaskList(TaskList.newBuilder().setName(taskList))
                            .setNextPageToken(whole.getNextPageToken())
                            .build());
            whole.addAllEvents(next.getEventsList()).setNextPageToken(next.getNextPageToken());
        }
        return whole.clearNextPageToken().build();
    }
}
