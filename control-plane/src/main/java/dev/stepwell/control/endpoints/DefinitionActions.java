package dev.stepwell.control.endpoints;

import dev.stepwell.asl.finding.Finding;
import dev.stepwell.asl.finding.Severity;
import dev.stepwell.asl.model.MachineType;
import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.sfn.v1.ValidateStateMachineDefinitionDiagnostic;
import dev.stepwell.contracts.sfn.v1.ValidateStateMachineDefinitionRequest;
import dev.stepwell.contracts.sfn.v1.ValidateStateMachineDefinitionResponse;
import dev.stepwell.control.statemachines.CreateMachine;
import dev.stepwell.control.statemachines.DefinitionCheck;
import dev.stepwell.control.statemachines.Diagnosis;

/** What is said about definitions that belong to no machine. */
final class DefinitionActions {
    private final DefinitionCheck check;

    DefinitionActions(DefinitionCheck check) {
        this.check = check;
    }

    ActionTable table() {
        return ActionTable.builder()
                .add("ValidateStateMachineDefinition", ValidateStateMachineDefinitionRequest.class, this::validate)
                .build();
    }

    private ValidateStateMachineDefinitionResponse validate(
            Caller caller, ValidateStateMachineDefinitionRequest request) {
        MachineType type = request.hasType() ? CreateMachine.type(request.getType()) : MachineType.STANDARD;
        Severity mildest = request.hasSeverity() ? Severity.valueOf(request.getSeverity()) : Severity.ERROR;
        Diagnosis diagnosis =
                Diagnosis.of(check.findings(request.getDefinition(), type), mildest, request.getMaxResults());
        ValidateStateMachineDefinitionResponse.Builder answer = ValidateStateMachineDefinitionResponse.newBuilder()
                .setResult(diagnosis.valid() ? "OK" : "FAIL")
                .setTruncated(diagnosis.truncated());
        diagnosis.shown().forEach(finding -> answer.addDiagnostics(diagnostic(finding)));
        return answer.build();
    }

    private static ValidateStateMachineDefinitionDiagnostic diagnostic(Finding finding) {
        ValidateStateMachineDefinitionDiagnostic.Builder diagnostic =
                ValidateStateMachineDefinitionDiagnostic.newBuilder()
                        .setSeverity(finding.severity().name())
                        .setCode(finding.code().name())
                        .setMessage(finding.message());
        finding.location().ifPresent(diagnostic::setLocation);
        return diagnostic.build();
    }
}
