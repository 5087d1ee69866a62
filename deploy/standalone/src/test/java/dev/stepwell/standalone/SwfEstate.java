package dev.stepwell.standalone;

import dev.stepwell.contracts.swf.v1.PollForDecisionTaskRequest;
import dev.stepwell.contracts.swf.v1.RegisterActivityTypeRequest;
import dev.stepwell.contracts.swf.v1.RegisterDomainRequest;
import dev.stepwell.contracts.swf.v1.RegisterWorkflowTypeRequest;
import dev.stepwell.contracts.swf.v1.SimpleWorkflowGrpc;
import dev.stepwell.contracts.swf.v1.StartWorkflowExecutionRequest;
import dev.stepwell.contracts.swf.v1.TaskList;
import dev.stepwell.contracts.swf.v1.TerminateWorkflowExecutionRequest;
import dev.stepwell.contracts.swf.v1.WorkflowType;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.util.Map;

/**
 * What one tenant has registered with SWF and started: two of everything that is listed. Names are a tenant's own, so all of it is called
 * what {@link Questions} calls it; what can be pointed at from outside is a domain by its name and its ARN, a task and a page by their tokens.
 */
final class SwfEstate {
    /** What questions call a domain, a type, a task list. */
    static final String NAME = "made-here";

    private static final String SECONDS = "3600";

    /** A poll for a decision task takes one each time that it is asked, once for each protocol; the rest stays open. */
    private static final int RUNS = 8;

    private SwfEstate() {}

    /** Fills an account, and tells what can be pointed at. */
    static Map<String, String> fill(Spelling.Place place, Spelling.Keys keys, String account, String name) {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + keys.apiKey());
        var swf = SimpleWorkflowGrpc.newBlockingStub(place.channel())
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
        register(swf, NAME);
        register(swf, name);
        String runId = "";
        for (int i = 0; i < RUNS; i++) {
            runId = swf.startWorkflowExecution(StartWorkflowExecutionRequest.newBuilder()
                            .setDomain(NAME)
                            .setWorkflowId(i == RUNS - 1 ? NAME : NAME + i)
                            .setWorkflowType(
                                    WorkflowType.newBuilder().setName(NAME).setVersion("v"))
                            .build())
                    .getRunId();
        }
        String token = swf.pollForDecisionTask(PollForDecisionTaskRequest.newBuilder()
                        .setDomain(NAME)
                        .setTaskList(TaskList.newBuilder().setName(NAME))
                        .build())
                .getTaskToken();
        for (int i = 1; i <= 2; i++) {
            swf.terminateWorkflowExecution(TerminateWorkflowExecutionRequest.newBuilder()
                    .setDomain(NAME)
                    .setWorkflowId(NAME + i)
                    .build());
        }
        return Map.of(
                "swf.resource_arn",
                "arn:aws:swf:us-east-1:" + account + ":/domain/" + name,
                "swf.task_token",
                token,
                "swf.run_id",
                runId,
                "swf.domain",
                NAME,
                "swf.name",
                NAME);
    }

    private static void register(SimpleWorkflowGrpc.SimpleWorkflowBlockingStub swf, String domain) {
        swf.registerDomain(RegisterDomainRequest.newBuilder()
                .setName(domain)
                .setWorkflowExecutionRetentionPeriodInDays("1")
                .build());
        for (String version : new String[] {"v", "w"}) {
            swf.registerWorkflowType(RegisterWorkflowTypeRequest.newBuilder()
                    .setDomain(domain)
                    .setName(NAME)
                    .setVersion(version)
                    .setDefaultTaskList(TaskList.newBuilder().setName(NAME))
                    .setDefaultChildPolicy("TERMINATE")
                    .setDefaultExecutionStartToCloseTimeout(SECONDS)
                    .setDefaultTaskStartToCloseTimeout(SECONDS)
                    .build());
            swf.registerActivityType(RegisterActivityTypeRequest.newBuilder()
                    .setDomain(domain)
                    .setName(NAME)
                    .setVersion(version)
                    .build());
        }
    }
}
