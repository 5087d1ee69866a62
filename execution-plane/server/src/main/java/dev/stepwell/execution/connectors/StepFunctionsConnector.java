package dev.stepwell.execution.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Message;
import dev.stepwell.asl.model.TaskResource;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionResponse;
import dev.stepwell.contracts.sfn.v1.StepFunctionsGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Answers the tasks that ask this service itself, without leaving it: {@code states:startExecution} in all its forms, and every action of
 * the service as {@code aws-sdk:sfn:ACTION}. There is nothing to write here for a new action: its messages are found by the contract.
 */
public final class StepFunctionsConnector implements Connector {
    private static final String START = "StartExecution";
    private static final Map<String, Message> REQUESTS = requests();

    private final OwnService service;
    private final InstantSource clock;

    /** A connector to the service that it is part of. */
    public StepFunctionsConnector(OwnService service, InstantSource clock) {
        this.service = service;
        this.clock = clock;
    }

    private static Map<String, Message> requests() {
        Map<String, Message> requests = new HashMap<>();
        for (MethodDescriptor<?, ?> method :
                StepFunctionsGrpc.getServiceDescriptor().getMethods()) {
            PrototypeMarshaller<?> marshaller = (PrototypeMarshaller<?>) method.getRequestMarshaller();
            requests.put(Objects.requireNonNull(method.getBareMethodName()), (Message)
                    Objects.requireNonNull(marshaller.getMessagePrototype()));
        }
        return Map.copyOf(requests);
    }

    @Override
    public CompletionStage<Result> ask(Question question) {
        TaskResource.Service resource = (TaskResource.Service) question.invoke().resource();
        SdkAnswers answers = new SdkAnswers(!resource.service().equals("states"));
        String action = action(resource);
        Message prototype = REQUESTS.get(action);
        if (prototype == null) {
            return done(answers.unknown(resource.arn()));
        }
        try {
            JsonNode parameters = question.invoke().arguments().json();
            Message request = SdkMessages.read(prototype.newBuilderForType(), parameters);
            List<String> missing = SdkMessages.missing(request);
            if (!missing.isEmpty()) {
                return done(answers.refused(SdkAnswers.missing(missing)));
            }
            return action.equals(START)
                    ? start(question, (StartExecutionRequest) request, answers)
                    : done(answers.answered(service.ask(question, action, request)));
        } catch (SdkMessages.Unfit unfit) {
            return done(answers.unfit(question.invoke().arguments().text(), unfit));
        } catch (Fault fault) {
            return done(answers.refused(fault));
        }
    }

    private CompletionStage<Result> start(Question question, StartExecutionRequest request, SdkAnswers answers) {
        boolean awaited = ((TaskResource.Service) question.invoke().resource()).pattern() == TaskResource.Pattern.SYNC;
        CompletionStage<StartExecutionResponse> started = service.start(question, request, awaited);
        CompletableFuture<Result> result = new CompletableFuture<>();
        started.whenComplete((answer, failure) -> {
            Throwable why =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (why == null) {
                result.complete(answers.started(answer, clock.instant()));
            } else if (why instanceof Fault fault) {
                result.complete(answers.refused(fault));
            } else {
                result.completeExceptionally(why);
            }
        });
        result.whenComplete((done, failure) -> started.toCompletableFuture().cancel(true));
        return result;
    }

    /** {@code startExecution.sync:2} asks for StartExecution. */
    private static String action(TaskResource.Service resource) {
        String action = resource.action();
        int dot = action.indexOf('.');
        String base = dot < 0 ? action : action.substring(0, dot);
        return base.isEmpty() ? base : Character.toUpperCase(base.charAt(0)) + base.substring(1);
    }

    private static CompletionStage<Result> done(Result result) {
        return CompletableFuture.completedStage(result);
    }
}
