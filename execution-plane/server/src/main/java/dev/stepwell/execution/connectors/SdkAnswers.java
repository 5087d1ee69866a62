package dev.stepwell.execution.connectors;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.sfn.v1.StartExecutionResponse;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.execution.connectors.Connector.Result;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What this service answers its own tasks, in the words of the AWS integration they ask by.
 *
 * @param bySdk whether that is {@code aws-sdk:sfn}, and not the older {@code states}
 */
record SdkAnswers(boolean bySdk) {
    private static final Set<String> UNMODELLED =
            Set.of("InternalFailure", "ServiceUnavailable", "ThrottlingException");

    /** An action is done. */
    Result answered(Message answer) {
        return new Result.Succeeded(
                Payload.of(SdkMessages.write(answer, bySdk ? SdkMessages.ISO : SdkMessages.MILLIS)));
    }

    /** An execution is started; the older integration shows what came around the answer as well. */
    Result started(StartExecutionResponse answer, Instant now) {
        if (bySdk) {
            return answered(answer);
        }
        String requestId = UUID.randomUUID().toString();
        ObjectNode described = SdkMessages.write(answer, SdkMessages.MILLIS);
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.set("ExecutionArn", described.get("ExecutionArn"));
        ObjectNode http = result.putObject("SdkHttpMetadata");
        Map<String, String> headers = headers(answer, requestId, now);
        ObjectNode all = http.putObject("AllHttpHeaders");
        headers.forEach((name, value) -> all.putArray(name).add(value));
        ObjectNode first = http.putObject("HttpHeaders");
        Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(headers);
        sorted.forEach(first::put);
        http.put("HttpStatusCode", 200);
        result.putObject("SdkResponseMetadata").put("RequestId", requestId);
        result.set("StartDate", described.get("StartDate"));
        return new Result.Succeeded(Payload.of(result));
    }

    private static Map<String, String> headers(StartExecutionResponse answer, String requestId, Instant now) {
        double seconds =
                answer.getStartDate().getSeconds() + answer.getStartDate().getNanos() / 1e9;
        String body = "{\"executionArn\":\"" + answer.getExecutionArn() + "\",\"startDate\":" + seconds + "}";
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-amzn-RequestId", requestId);
        headers.put("connection", "keep-alive");
        headers.put("Content-Length", Integer.toString(body.length()));
        headers.put("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)));
        headers.put("Content-Type", "application/x-amz-json-1.0");
        return headers;
    }

    /** The service refuses. */
    Result refused(Fault fault) {
        boolean ours = UNMODELLED.contains(fault.error());
        int status = !ours || fault.error().equals("ThrottlingException") ? 400 : 500;
        String requestId = UUID.randomUUID().toString();
        if (bySdk) {
            return new Result.Failed(
                    "Sfn." + (ours ? "SfnException" : exception(fault)),
                    fault.text() + " (Service: Sfn, Status Code: " + status + ", Request ID: " + requestId + ")");
        }
        return new Result.Failed(
                "StepFunctions." + (ours ? "AWSStepFunctionsException" : exception(fault)),
                fault.text() + " (Service: AWSStepFunctions; Status Code: " + status + "; Error Code: " + fault.error()
                        + "; Request ID: " + requestId + "; Proxy: null)");
    }

    private static String exception(Fault fault) {
        return fault.error().endsWith("Exception") ? fault.error() : fault.error() + "Exception";
    }

    /** Members that must be there are not. */
    static Fault missing(List<String> members) {
        String errors = members.size() == 1 ? " validation error detected: " : " validation errors detected: ";
        List<String> each = members.stream()
                .map(member -> "Value null at '" + member + "' failed to satisfy constraint: Member must not be null")
                .toList();
        return new Fault("ValidationException", members.size() + errors + String.join("; ", each));
    }

    /** A parameter is not of the kind it must be. */
    Result unfit(String parameters, SdkMessages.Unfit unfit) {
        return new Result.Failed(
                "States.Runtime",
                "The Parameters '" + parameters + "' could not be used to start the Task: [" + unfit.text() + "]");
    }

    /** The service has no such action. */
    Result unknown(String resource) {
        return new Result.Failed(
                "States.TaskFailed",
                "The resource '" + resource + "' cannot be invoked: the service has no such action.");
    }
}
