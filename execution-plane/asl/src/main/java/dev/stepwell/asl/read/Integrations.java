package dev.stepwell.asl.read;

import dev.stepwell.asl.model.TaskResource;
import dev.stepwell.asl.model.TaskResource.Pattern;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The optimized service integrations of AWS (developer guide, "Integrating services"): what may stand in a Resource. */
final class Integrations {
    private static final Map<String, Set<Pattern>> KNOWN = new HashMap<>();
    private static final Map<String, List<String>> REQUIRED = Map.of(
            "lambda:invoke", List.of("FunctionName"),
            "sqs:sendMessage", List.of("QueueUrl", "MessageBody"),
            "sns:publish", List.of("Message"),
            "dynamodb:putItem", List.of("TableName", "Item"),
            "dynamodb:getItem", List.of("TableName", "Key"),
            "states:startExecution", List.of("StateMachineArn"),
            "events:putEvents", List.of("Entries"),
            "ecs:runTask", List.of("TaskDefinition"),
            "glue:startJobRun", List.of("JobName"));

    static {
        Set<Pattern> request = EnumSet.of(Pattern.REQUEST_RESPONSE);
        Set<Pattern> token = EnumSet.of(Pattern.REQUEST_RESPONSE, Pattern.WAIT_FOR_TASK_TOKEN);
        Set<Pattern> job = EnumSet.of(Pattern.REQUEST_RESPONSE, Pattern.SYNC);
        add("lambda", token, "invoke");
        add("states", EnumSet.allOf(Pattern.class), "startExecution");
        add("ecs", EnumSet.allOf(Pattern.class), "runTask");
        add("http", request, "invoke");
        add("sqs", token, "sendMessage");
        add("sns", token, "publish");
        add("events", token, "putEvents");
        add("apigateway", token, "invoke");
        add("dynamodb", request, "getItem putItem updateItem deleteItem");
        add("bedrock", token, "invokeModel");
        add("bedrock", job, "createModelCustomizationJob");
        add("batch", job, "submitJob");
        add("glue", job, "startJobRun");
        add("databrew", job, "startJobRun");
        add("mediaconvert", job, "createJob");
        add("athena", job, "startQueryExecution");
        add("athena", request, "stopQueryExecution getQueryExecution getQueryResults");
        add("codebuild", job, "startBuild startBuildBatch");
        add("codebuild", request, "stopBuild batchDeleteBuilds batchGetReports stopBuildBatch retryBuildBatch");
        add("codebuild", request, "deleteBuildBatch");
        add("sagemaker", request, "createEndpoint createEndpointConfig createModel updateEndpoint");
        add("sagemaker", job, "createHyperParameterTuningJob createLabelingJob createProcessingJob createTrainingJob");
        add("sagemaker", job, "createTransformJob");
        add("elasticmapreduce", job, "createCluster terminateCluster addStep");
        add("elasticmapreduce", request, "cancelStep setClusterTerminationProtection modifyInstanceFleetByName");
        add("elasticmapreduce", request, "modifyInstanceGroupByName");
        add("emr-containers", request, "createVirtualCluster");
        add("emr-containers", job, "deleteVirtualCluster startJobRun");
        add("emr-serverless", job, "createApplication startApplication stopApplication deleteApplication");
        add("emr-serverless", job, "startJobRun cancelJobRun");
        add("eks", job, "createCluster deleteCluster createNodegroup deleteNodegroup createFargateProfile");
        add("eks", job, "deleteFargateProfile runJob");
        add("eks", request, "call");
    }

    private Integrations() {}

    private static void add(String service, Set<Pattern> patterns, String actions) {
        for (String action : actions.split(" ")) {
            KNOWN.put(service + ":" + action, patterns);
        }
    }

    /**
     * Whether AWS has such an integration.
     *
     * @param service such as {@code lambda} or {@code aws-sdk:sfn}; any service of the SDK is taken, its connector decides later
     * @param action with its suffix
     */
    static boolean exists(String service, String action, Pattern pattern) {
        if (action.endsWith(TaskResource.SYNC_2) && !service.equals("states")) {
            return false;
        }
        String base = base(action);
        if (service.startsWith("aws-sdk:")) {
            return pattern != Pattern.SYNC
                    && service.substring("aws-sdk:".length()).matches("[a-z0-9]+")
                    && base.matches("[a-zA-Z][a-zA-Z0-9]*");
        }
        return KNOWN.getOrDefault(service + ":" + base, Set.of()).contains(pattern);
    }

    /** The fields that the parameters of an integration must have; a name followed by {@code .$} counts as well. */
    static List<String> required(String service, String action) {
        return REQUIRED.getOrDefault(service + ":" + base(action), List.of());
    }

    private static String base(String action) {
        int dot = action.indexOf('.');
        return dot < 0 ? action : action.substring(0, dot);
    }
}
