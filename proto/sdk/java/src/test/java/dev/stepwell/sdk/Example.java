package dev.stepwell.sdk;

import dev.stepwell.contracts.swf.v1.Decision;
import dev.stepwell.contracts.swf.v1.PollForDecisionTaskResponse;
import dev.stepwell.contracts.swf.v1.StartWorkflowExecutionRequest;
import dev.stepwell.contracts.swf.v1.TaskList;
import dev.stepwell.contracts.swf.v1.WorkflowType;
import dev.stepwell.sdk.worker.SwfType;
import dev.stepwell.sdk.worker.Worker;
import java.util.List;
import java.util.Map;

/**
 * An order of SWF: packed by one activity, then done. Asks for the domain {@code orders} with the types {@code ship 1} and {@code pack 1} and
 * their default task list {@code main}, as the README of the house registers them.
 */
final class Example {
    private static final String DOMAIN = "orders";
    private static final String LIST = "main";

    private Example() {}

    /** Starts an order and works until it is ended. */
    public static void main(String[] args) {
        SwfType ship = new SwfType("ship", "1");
        SwfType pack = new SwfType("pack", "1");
        try (Stepwell stepwell = Stepwell.fromEnvironment();
                Worker decider = Worker.ofSwfDecisions(
                        stepwell, Worker.Settings.named("decider"), DOMAIN, LIST, Map.of(ship, Example::decide));
                Worker packer = Worker.ofSwfActivities(
                        stepwell,
                        Worker.Settings.named("table-1"),
                        DOMAIN,
                        LIST,
                        Map.of(pack, task -> "packed " + task.input()))) {
            String run = stepwell.swf()
                    .startWorkflowExecution(StartWorkflowExecutionRequest.newBuilder()
                            .setDomain(DOMAIN)
                            .setWorkflowId("order-4711")
                            .setWorkflowType(
                                    WorkflowType.newBuilder().setName("ship").setVersion("1"))
                            .setInput("two books")
                            .build())
                    .getRunId();
            System.out.println("started " + run);
            decider.ended().toCompletableFuture().join();
            packer.ended().toCompletableFuture().join();
        }
    }

    private static List<Decision> decide(PollForDecisionTaskResponse task) {
        boolean packed = task.getEventsList().stream()
                .anyMatch(event -> event.getEventType().equals("ActivityTaskCompleted"));
        if (packed) {
            return List.of(Decision.newBuilder()
                    .setDecisionType("CompleteWorkflowExecution")
                    .build());
        }
        Decision.Builder next = Decision.newBuilder().setDecisionType("ScheduleActivityTask");
        next.getScheduleActivityTaskDecisionAttributesBuilder()
                .setActivityId("pack")
                .setTaskList(TaskList.newBuilder().setName(LIST))
                .setInput(task.getEvents(0)
                        .getWorkflowExecutionStartedEventAttributes()
                        .getInput())
                .getActivityTypeBuilder()
                .setName("pack")
                .setVersion("1");
        return List.of(next.build());
    }
}
