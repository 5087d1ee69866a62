package dev.stepwell.execution.trials;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.model.TaskResource;
import java.util.Map;
import java.util.Optional;

/** The answer of one operation of a service: what a mocked result of an integration must look like. */
record ServiceAnswer(ServiceModel model, JsonNode shape) {
    /** Optimized integrations whose service has another name among the SDK's. */
    private static final Map<String, String> SERVICES = Map.of(
            "states", "sfn",
            "events", "eventbridge",
            "emr-containers", "emrcontainers",
            "emr-serverless", "emrserverless");

    /** What is asked to learn how a job of {@code .sync} stands; the mock stands for that answer (developer guide, TestState). */
    private static final Map<String, String> POLLED = Map.ofEntries(
            Map.entry("sfn:StartExecution", "DescribeExecution"),
            Map.entry("ecs:RunTask", "DescribeTasks"),
            Map.entry("batch:SubmitJob", "DescribeJobs"),
            Map.entry("glue:StartJobRun", "GetJobRun"),
            Map.entry("databrew:StartJobRun", "DescribeJobRun"),
            Map.entry("athena:StartQueryExecution", "GetQueryExecution"),
            Map.entry("codebuild:StartBuild", "BatchGetBuilds"),
            Map.entry("bedrock:CreateModelCustomizationJob", "GetModelCustomizationJob"),
            Map.entry("emrcontainers:StartJobRun", "DescribeJobRun"),
            Map.entry("emrserverless:StartJobRun", "GetJobRun"));

    /** The answer of an integration; empty when its service is not known, or when a worker and not the service answers. */
    static Optional<ServiceAnswer> of(TaskResource.Service integration) {
        String service = name(integration);
        String operation = operation(integration.action());
        return ServiceModel.of(service).flatMap(model -> switch (integration.pattern()) {
            case REQUEST_RESPONSE -> of(model, operation);
            case SYNC ->
                Optional.ofNullable(POLLED.get(service + ":" + operation)).flatMap(polled -> of(model, polled));
            case WAIT_FOR_TASK_TOKEN -> Optional.empty();
        });
    }

    private static Optional<ServiceAnswer> of(ServiceModel model, String operation) {
        return model.answerOf(operation).map(shape -> new ServiceAnswer(model, shape));
    }

    private static String name(TaskResource.Service integration) {
        String service = integration.service();
        if (service.startsWith("aws-sdk:")) {
            return service.substring("aws-sdk:".length());
        }
        boolean runtime = service.equals("bedrock") && integration.action().startsWith("invoke");
        return runtime ? "bedrockruntime" : SERVICES.getOrDefault(service, service);
    }

    private static String operation(String action) {
        int dot = action.indexOf('.');
        String base = dot < 0 ? action : action.substring(0, dot);
        return base.isEmpty() ? base : Character.toUpperCase(base.charAt(0)) + base.substring(1);
    }

    /** Refuses a result that does not have the shape. */
    void check(JsonNode result, Strictness strictness) {
        if (strictness == Strictness.NONE) {
            return;
        }
        if (!result.isObject()) {
            throw Refusals.invalid("Mocked result must be a JSON object.");
        }
        new ShapeCheck(model, strictness).structure(result, shape);
    }
}
