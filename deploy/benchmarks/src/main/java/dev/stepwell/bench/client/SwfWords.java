package dev.stepwell.bench.client;

/** What deciders and workers of SWF say and read, as plainly as it stands there. */
public final class SwfWords {
    /** The task list of deciders who share one. */
    public static final String DECIDERS = "deciders";

    /** The task list of workers. */
    public static final String WORKERS = "workers";

    private static final String VERSIONED = "{\"name\":\"step\",\"version\":\"1\"}";

    private SwfWords() {}

    /** Registers a domain. */
    public static String domain(String name) {
        return "{\"name\":\"" + name + "\",\"workflowExecutionRetentionPeriodInDays\":\"1\"}";
    }

    /** Registers the workflow type of a domain. */
    public static String workflowType(String domain) {
        return "{\"domain\":\"" + domain + "\",\"name\":\"step\",\"version\":\"1\",\"defaultTaskList\":{\"name\":\""
                + DECIDERS
                + "\"},\"defaultChildPolicy\":\"TERMINATE\",\"defaultExecutionStartToCloseTimeout\":\"3600\","
                + "\"defaultTaskStartToCloseTimeout\":\"60\"}";
    }

    /** Registers the activity type of a domain. */
    public static String activityType(String domain) {
        return "{\"domain\":\"" + domain + "\",\"name\":\"step\",\"version\":\"1\",\"defaultTaskList\":{\"name\":\""
                + WORKERS
                + "\"},\"defaultTaskScheduleToStartTimeout\":\"600\",\"defaultTaskScheduleToCloseTimeout\":\"600\","
                + "\"defaultTaskStartToCloseTimeout\":\"60\",\"defaultTaskHeartbeatTimeout\":\"NONE\"}";
    }

    /** Starts a workflow whose decision tasks are on that list. */
    public static String start(String domain, String workflowId, String list) {
        return "{\"domain\":\"" + domain + "\",\"workflowId\":\"" + workflowId + "\",\"workflowType\":" + VERSIONED
                + ",\"taskList\":{\"name\":\"" + list + "\"}}";
    }

    /** Signals a workflow. */
    public static String signal(String domain, String workflowId) {
        return "{\"domain\":\"" + domain + "\",\"workflowId\":\"" + workflowId + "\",\"signalName\":\"go\"}";
    }

    /** Asks for a task. */
    public static String poll(String domain, String list, boolean sticky) {
        return "{\"domain\":\"" + domain + "\",\"taskList\":{\"name\":\"" + list + "\"},\"identity\":\"bench\""
                + (sticky ? ",\"startAtPreviousStartedEvent\":true}" : "}");
    }

    /** Decides on an activity. */
    public static String schedule(String token, int activity, String input) {
        return "{\"taskToken\":\"" + token + "\",\"decisions\":[{\"decisionType\":\"ScheduleActivityTask\","
                + "\"scheduleActivityTaskDecisionAttributes\":{\"activityType\":" + VERSIONED + ",\"activityId\":\""
                + activity + "\",\"input\":\"" + input.replace("\"", "\\\"") + "\"}}]}";
    }

    /** Decides that the workflow is done. */
    public static String complete(String token) {
        return "{\"taskToken\":\"" + token + "\",\"decisions\":[{\"decisionType\":\"CompleteWorkflowExecution\","
                + "\"completeWorkflowExecutionDecisionAttributes\":{\"result\":\"done\"}}]}";
    }

    /** Decides nothing. */
    public static String nothing(String token) {
        return "{\"taskToken\":\"" + token + "\",\"decisions\":[]}";
    }

    /** Completes an activity. */
    public static String result(String token, String result) {
        return "{\"taskToken\":\"" + token + "\",\"result\":\"" + result.replace("\"", "\\\"") + "\"}";
    }

    /** Whether a poll was answered with a task. */
    public static boolean isTask(String answer) {
        return answer.contains("\"taskToken\":\"");
    }

    /** The token of a task. */
    public static String token(String task) {
        return text(task, "taskToken");
    }

    /** The workflow of a task. */
    public static String workflowId(String task) {
        return text(task, "workflowId");
    }

    /** How many activities have been completed, by the events of a task. */
    public static int completions(String task) {
        String wanted = "\"eventType\":\"ActivityTaskCompleted\"";
        int count = 0;
        for (int at = task.indexOf(wanted); at >= 0; at = task.indexOf(wanted, at + 1)) {
            count++;
        }
        return count;
    }

    private static String text(String json, String name) {
        int at = json.indexOf("\"" + name + "\":\"") + name.length() + 4;
        return json.substring(at, json.indexOf('"', at));
    }
}
