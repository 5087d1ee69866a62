package dev.stepwell.execution.connectors;

import dev.stepwell.asl.model.TaskResource;
import dev.stepwell.execution.connectors.Connector.Question;
import dev.stepwell.execution.connectors.Connector.Result;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Who asks what.
 *
 * @param functions asks functions by their own ARNs
 * @param byName asks services by the name in the resource, such as {@code lambda}; {@code aws-sdk} those of its integrations that are not
 *     named themselves
 */
public record Services(Connector functions, Map<String, Connector> byName) {
    /** The name under which the connector of all SDK integrations stands. */
    public static final String SDK = "aws-sdk";

    public Services {
        byName = Map.copyOf(byName);
    }

    /** The connector of a resource; one that refuses when there is none. */
    Connector of(TaskResource resource) {
        return switch (resource) {
            case TaskResource.Function ignored -> functions;
            case TaskResource.Service service -> named(service.service());
            case TaskResource.Activity ignored -> Services::refuse;
        };
    }

    private Connector named(String service) {
        Connector others = service.startsWith(SDK + ":") ? byName.get(SDK) : null;
        return byName.getOrDefault(service, others == null ? Services::refuse : others);
    }

    /** Whether this service itself is asked. */
    boolean isOwn(TaskResource resource) {
        return of(resource) instanceof StepFunctionsConnector;
    }

    private static CompletionStage<Result> refuse(Question question) {
        String arn = question.invoke().resource().arn();
        return CompletableFuture.completedStage(new Result.Failed(
                "States.TaskFailed",
                "The resource '" + arn + "' cannot be invoked: no connector is set for its service."));
    }
}
