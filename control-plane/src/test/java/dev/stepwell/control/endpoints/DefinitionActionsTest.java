package dev.stepwell.control.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.sfn.v1.ValidateStateMachineDefinitionDiagnostic;
import dev.stepwell.contracts.sfn.v1.ValidateStateMachineDefinitionRequest;
import dev.stepwell.contracts.sfn.v1.ValidateStateMachineDefinitionResponse;
import dev.stepwell.control.access.Scopes;
import dev.stepwell.control.statemachines.LanguageCheck;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DefinitionActionsTest {
    private static final String GOOD = "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}}";
    private static final String WARNED =
            "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"Result\":\"$.a\",\"End\":true}}}";

    private static final Caller CALLER = new Caller(
            new TenantId(1), new AccountId("123456789012"), new Region("us-east-1"), "key", Scopes.ALL, "request");

    private final ActionTable actions = new DefinitionActions(new LanguageCheck()).table();

    @Test
    void aGoodDefinitionIsOk() {
        for (String type : new String[] {"STANDARD", "EXPRESS"}) {
            ValidateStateMachineDefinitionResponse answer =
                    validate(asking(GOOD).setType(type));
            assertThat(answer.getResult()).isEqualTo("OK");
            assertThat(answer.getDiagnosticsList()).isEmpty();
            assertThat(answer.hasTruncated()).isTrue();
            assertThat(answer.getTruncated()).isFalse();
        }
    }

    @Test
    void findingsAreToldWithCodeAndPlace() {
        ValidateStateMachineDefinitionResponse answer = validate(asking("{}"));
        assertThat(answer.getResult()).isEqualTo("FAIL");
        assertThat(answer.getDiagnosticsList())
                .containsExactly(ValidateStateMachineDefinitionDiagnostic.newBuilder()
                        .setSeverity("ERROR")
                        .setCode("SCHEMA_VALIDATION_FAILED")
                        .setMessage("These fields are required: [States, StartAt]")
                        .setLocation("/")
                        .build());
        ValidateStateMachineDefinitionDiagnostic nowhere = validate(asking(" ")).getDiagnostics(0);
        assertThat(nowhere.hasLocation()).isFalse();
        assertThat(nowhere.getMessage()).isEqualTo("Definition must be a valid JSON object");
    }

    @Test
    void warningsAreToldToThoseWhoAsk() {
        assertThat(validate(asking(WARNED)).getDiagnosticsList()).isEmpty();
        assertThat(validate(asking(WARNED).setSeverity("ERROR")).getDiagnosticsList())
                .isEmpty();
        ValidateStateMachineDefinitionResponse all = validate(asking(WARNED).setSeverity("WARNING"));
        assertThat(all.getResult()).isEqualTo("OK");
        assertThat(all.getDiagnosticsList())
                .extracting(
                        ValidateStateMachineDefinitionDiagnostic::getSeverity,
                        ValidateStateMachineDefinitionDiagnostic::getCode,
                        ValidateStateMachineDefinitionDiagnostic::getLocation)
                .containsExactly(tuple("WARNING", "PASS_RESULT_IS_STATIC", "/States/A/Result"));
    }

    @Test
    void anExpressMachineMayUseLess() {
        String activity = "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Task\",\"End\":true,"
                + "\"Resource\":\"arn:aws:states:us-east-1:123456789012:activity:a\"}}}";
        assertThat(validate(asking(activity)).getResult()).isEqualTo("OK");
        assertThat(validate(asking(activity).setType("EXPRESS")).getResult()).isEqualTo("FAIL");
    }

    @Test
    void noMoreThanWantedAreTold() {
        String bad = IntStream.range(0, 150)
                .mapToObj(i -> "\"S" + i + "\":{\"Type\":\"Pass\"}")
                .collect(Collectors.joining(",", "{\"StartAt\":\"S0\",\"States\":{", "}}"));
        ValidateStateMachineDefinitionResponse three = validate(asking(bad).setMaxResults(3));
        assertThat(three.getDiagnosticsList()).hasSize(3);
        assertThat(three.getTruncated()).isTrue();
        assertThat(three.getResult()).isEqualTo("FAIL");
        for (int usual : new int[] {0, 100}) {
            ValidateStateMachineDefinitionResponse hundred =
                    validate(asking(bad).setMaxResults(usual));
            assertThat(hundred.getDiagnosticsList()).hasSize(100);
            assertThat(hundred.getTruncated()).isTrue();
        }
        ValidateStateMachineDefinitionResponse exactly = validate(asking("{}").setMaxResults(1));
        assertThat(exactly.getDiagnosticsList()).hasSize(1);
        assertThat(exactly.getTruncated()).isFalse();
    }

    private static ValidateStateMachineDefinitionRequest.Builder asking(String definition) {
        return ValidateStateMachineDefinitionRequest.newBuilder().setDefinition(definition);
    }

    private ValidateStateMachineDefinitionResponse validate(ValidateStateMachineDefinitionRequest.Builder request) {
        return (ValidateStateMachineDefinitionResponse)
                actions.find("ValidateStateMachineDefinition").orElseThrow().answer(CALLER, request.build());
    }
}
