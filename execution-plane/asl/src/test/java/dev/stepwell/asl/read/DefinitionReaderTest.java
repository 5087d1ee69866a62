package dev.stepwell.asl.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.asl.expression.Expression;
import dev.stepwell.asl.finding.FindingCode;
import dev.stepwell.asl.finding.Findings;
import dev.stepwell.asl.model.Definition;
import dev.stepwell.asl.model.Processor;
import dev.stepwell.asl.model.QueryLanguage;
import dev.stepwell.asl.model.Retrier;
import dev.stepwell.asl.model.State;
import dev.stepwell.asl.model.TaskResource;
import dev.stepwell.asl.model.TaskResource.Pattern;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DefinitionReaderTest {
    @Test
    void aDefinitionIsReadAsItIsWritten() {
        Definition definition = ok("""
                {"Comment": "c", "TimeoutSeconds": 60, "StartAt": "T", "States": {
                  "T": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2",
                    "Parameters": {"StateMachineArn": "m"}, "HeartbeatSeconds": 5, "Next": "M",
                    "Credentials": {"RoleArn": "arn:aws:iam::1:role/r"},
                    "Retry": [{"ErrorEquals": ["A"], "IntervalSeconds": 0, "MaxDelaySeconds": 9, "JitterStrategy": "FULL"},
                              {"ErrorEquals": ["States.ALL"], "MaxAttempts": 0, "BackoffRate": 1.5}],
                    "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "F", "ResultPath": "$.error"}]},
                  "M": {"Type": "Map", "End": true, "Label": "l",
                    "ItemReader": {"Resource": "arn:aws:states:::s3:getObject"},
                    "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"},
                      "StartAt": "I", "States": {"I": {"Type": "Succeed"}}}},
                  "F": {"Type": "Fail"}}}
                """);
        assertThat(definition.comment()).contains("c");
        assertThat(definition.timeoutSeconds()).hasValue(60);
        assertThat(definition.queryLanguage()).isEqualTo(QueryLanguage.JSONPATH);
        assertThat(definition.flow().states().keySet()).containsExactly("T", "M", "F");
        State.Task task = (State.Task) definition.flow().state("T");
        assertThat(task.resource())
                .isEqualTo(new TaskResource.Service(
                        "arn:aws:states:::states:startExecution.sync:2",
                        "states",
                        "startExecution.sync:2",
                        Pattern.SYNC));
        assertThat(task.next()).contains("M");
        assertThat(task.heartbeatSeconds()).get().isInstanceOf(Expression.Constant.class);
        assertThat(task.timeoutSeconds()).isEmpty();
        assertThat(task.retry())
                .containsExactly(
                        new Retrier(List.of("A"), 0, 3, 2.0, OptionalLong.of(9), true),
                        new Retrier(List.of("States.ALL"), 1, 0, 1.5, OptionalLong.empty(), false));
        assertThat(task.catches())
                .singleElement()
                .satisfies(catcher -> assertThat(catcher.next()).isEqualTo("F"));
        State.MapState map = (State.MapState) definition.flow().state("M");
        assertThat(map.processor()).isInstanceOfSatisfying(Processor.Distributed.class, processor -> {
            assertThat(processor.express()).isTrue();
            assertThat(processor.label()).contains("l");
            assertThat(processor.settings().fieldNames()).toIterable().containsExactly("ItemReader");
        });
    }

    @Test
    void warningsDoNotRefuse() {
        ReadResult result = DefinitionReader.read(
                "{\"StartAt\":\"P\",\"States\":{\"P\":{\"Type\":\"Pass\",\"Result\":{\"a.$\":\"$.b\"},\"End\":true}}}");
        assertThat(result).isInstanceOf(ReadResult.Ok.class);
        assertThat(result.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.code()).isEqualTo(FindingCode.PASS_RESULT_IS_STATIC));
    }

    @Test
    void oneFindingAndSeveralAreWordedAsAwsWordsThem() {
        assertThat(refused("{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true,\"x\":1}}}"))
                .isEqualTo("Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Field 'x' is not supported at"
                        + " /States/A'");
        assertThat(
                        refused(
                                "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"Next\":\"A\"},\"B\":{\"Type\":\"Succeed\"}}}"))
                .isEqualTo(
                        "Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: State \"B\" is not reachable. at"
                                + " /States/B'");
        assertThat(refused("{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"Next\":\"B\"}}}"))
                .isEqualTo("Invalid State Machine Definition: ''MISSING_TRANSITION_TARGET: Missing 'Next' target: B at"
                        + " /States/A/Next', 'MISSING_END_STATE: Workflow has no terminal state at null''");
    }

    @Test
    void definitionsAreBounded() {
        assertThat(refused("x".repeat(DefinitionReader.MAX_LENGTH + 1))).contains("Definition exceeds the limit");
        assertThat(refused("[".repeat(5000))).contains("INVALID_JSON_DESCRIPTION");
        StringBuilder open = new StringBuilder();
        int depth = Nesting.MAX_DEPTH + 1;
        for (int i = 0; i < depth; i++) {
            open.append("{\"StartAt\":\"p")
                    .append(i)
                    .append("\",\"States\":{\"p")
                    .append(i);
            open.append("\":{\"Type\":\"Parallel\",\"End\":true,\"Branches\":[");
        }
        String nested = open + "{\"StartAt\":\"x\",\"States\":{\"x\":{\"Type\":\"Succeed\"}}}" + "]}}}".repeat(depth);
        assertThat(refused(nested)).contains("TOO_DEEPLY_NESTED");
        StringBuilder many = new StringBuilder("{\"StartAt\":\"0\",\"States\":{\"0\":{\"Type\":\"Succeed\"}");
        for (int i = 1; i <= Reading.MAX_STATES; i++) {
            many.append(",\"").append(i).append("\":{\"Type\":\"Succeed\"}");
        }
        assertThat(refused(many + "}}")).contains("more than " + Reading.MAX_STATES + " states");
        assertThat(DefinitionReader.read(many + "}}").findings()).hasSizeLessThanOrEqualTo(Findings.MAX);
    }

    @Test
    void aStateByItselfMayLeadAnywhereButNotTheStatesInsideIt() {
        ReadResult alone = DefinitionReader.readState("{\"Type\":\"Pass\",\"Next\":\"Elsewhere\"}");
        assertThat(alone)
                .isInstanceOfSatisfying(
                        ReadResult.Ok.class,
                        ok -> assertThat(ok.definition().flow().state(DefinitionReader.LONE_STATE))
                                .isInstanceOf(State.Pass.class));
        ReadResult inside = DefinitionReader.readState("""
                {"Type": "Parallel", "Next": "Elsewhere", "Branches": [
                  {"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "Elsewhere"}}}]}""");
        assertThat(inside)
                .isInstanceOfSatisfying(
                        ReadResult.Refused.class,
                        refused -> assertThat(refused.message())
                                .isEqualTo(
                                        "Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: Missing 'Next' target: Elsewhere at"
                                                + " /States/StateName/Branches[0]/States/A/Next'"));
    }

    @Test
    void statesAreFoundInTheFlowsInside() {
        Definition definition = ok("""
                {"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [
                  {"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "ItemProcessor":
                    {"StartAt": "S", "States": {"S": {"Type": "Succeed"}}}}}}]}}}""");
        assertThat(definition.flow().find("S")).containsInstanceOf(State.Succeed.class);
        assertThat(definition.flow().find("T")).isEmpty();
    }

    static Definition ok(String text) {
        ReadResult result = DefinitionReader.read(text);
        assertThat(result.findings()).isEmpty();
        return ((ReadResult.Ok) result).definition();
    }

    private static String refused(String text) {
        ReadResult result = DefinitionReader.read(text);
        assertThat(result).isInstanceOf(ReadResult.Refused.class);
        return ((ReadResult.Refused) result).message();
    }
}
