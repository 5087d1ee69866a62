package dev.stepwell.execution.connectors.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.model.TaskResource;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.execution.connectors.Connector;
import dev.stepwell.execution.connectors.Egress;
import dev.stepwell.execution.connectors.Web;
import dev.stepwell.execution.definitions.AslPrograms;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Asks any service that AWS's SDK has a module for: {@code aws-sdk:SERVICE:ACTION}, and the older integrations that are no more than that
 * in other words. What is sent is described by the SDK itself.
 */
public final class AwsConnector implements Connector, AutoCloseable {
    private final Modules modules;
    private final Access access;
    private final Clients clients;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * A connector; nothing of the SDK is looked at before a task asks.
     *
     * @param access where services are found
     * @param web the way out, which stays open when this is closed
     */
    public AwsConnector(Modules modules, Access access, Web web) {
        this.modules = modules;
        this.access = access;
        this.clients = new Clients(web);
    }

    @Override
    public CompletionStage<Result> ask(Question question) {
        CompletableFuture<Result> result = new CompletableFuture<>();
        Future<?> asking = threads.submit(() -> {
            try {
                result.complete(answer(question));
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        result.whenComplete((done, failure) -> {
            if (result.isCancelled()) {
                asking.cancel(true);
            }
        });
        return result;
    }

    private Result answer(Question question) {
        TaskResource.Service resource = (TaskResource.Service) question.invoke().resource();
        Integration integration = Integration.of(resource.service()).orElseThrow();
        Optional<Module> module = modules.find(integration.service());
        if (module.isEmpty()) {
            return AwsErrors.impossible(resource.arn(), modules.missing(integration.service()));
        }
        String action = action(resource);
        return Optional.ofNullable(module.get().operations().get(action))
                .map(operation -> ask(question, new Asked(integration, module.get(), operation)))
                .orElseGet(() -> AwsErrors.impossible(resource.arn(), "the service has no action '" + action + "'."));
    }

    private record Asked(Integration integration, Module module, Module.Operation operation) {
        AwsErrors errors() {
            return new AwsErrors(integration, module.name());
        }
    }

    private Result ask(Question question, Asked asked) {
        String service = asked.integration().service();
        JsonNode parameters = Preparation.of(question);
        Optional<Access.Way> way =
                Preparation.way(question, access.to(AslPrograms.callerOf(question.key(), question.facts()), service));
        if (way.isEmpty()) {
            return asked.errors()
                    .client("No endpoint is set at which " + service
                            + " is found; the operator names it by --aws-endpoint " + service
                            + "=URL, an account for itself by PutAwsService.");
        }
        try {
            Object client = clients.client(asked.module().client(), way.get(), question.region());
            return result(asked, call(asked, client, parameters));
        } catch (Unfit unfit) {
            return AwsErrors.unfit(question.invoke().arguments().text(), unfit);
        } catch (AwsServiceException refusal) {
            return asked.errors().refused(refusal);
        } catch (Web.TooLarge tooLarge) {
            return AwsErrors.tooLarge(question.invoke().resource().arn());
        } catch (SdkException | Egress.Refused | IllegalArgumentException | NullPointerException e) {
            return asked.errors().client(e);
        }
    }

    private static ObjectNode call(Asked asked, Object client, JsonNode parameters) {
        Module.Operation operation = asked.operation();
        ObjectNode members = parameters.isObject() ? parameters.deepCopy() : Preparation.NOTHING.deepCopy();
        ShapeReader reader = new ShapeReader(asked.integration().naming());
        AtomicReference<byte[]> received = new AtomicReference<>();
        Object answer = switch (operation.body()) {
            case NONE -> Clients.call(operation, client, reader.read(builder(operation), members));
            case SENT -> {
                JsonNode body = members.remove(Bodies.MEMBER);
                yield Clients.call(operation, client, reader.read(builder(operation), members), body(body));
            }
            case RECEIVED ->
                Clients.call(operation, client, reader.read(builder(operation), members), Bodies.into(received));
        };
        ObjectNode result = new ShapeWriter(asked.integration().naming()).write((SdkPojo) answer);
        if (received.get() != null) {
            result.set(Bodies.MEMBER, ShapeWriter.bytes(received.get()));
        }
        if (asked.integration().headers()) {
            Surroundings.show((AwsResponse) answer, result);
        }
        return result;
    }

    private static RequestBody body(@Nullable JsonNode body) {
        return body == null || body.isNull() ? RequestBody.empty() : RequestBody.fromString(ShapeReader.body(body));
    }

    private static SdkPojo builder(Module.Operation operation) {
        try {
            return (SdkPojo) operation.builder().invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a builder is public: " + operation.builder(), e);
        }
    }

    /** Events that the service has not taken are an error of the task (developer guide, "EventBridge"). */
    private static Result result(Asked asked, ObjectNode answer) {
        Payload payload = Payload.of(answer);
        boolean events =
                !asked.integration().bySdk() && asked.integration().service().equals("eventbridge");
        return events && answer.path("FailedEntryCount").asInt() > 0
                ? new Result.Failed("EventBridge.FailedEntry", payload.text())
                : new Result.Succeeded(payload);
    }

    /** {@code sendMessage.waitForTaskToken} asks for sendMessage. */
    private static String action(TaskResource.Service resource) {
        int dot = resource.action().indexOf('.');
        return dot < 0 ? resource.action() : resource.action().substring(0, dot);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
