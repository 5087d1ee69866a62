package dev.stepwell.asl.finding;

/**
 * The codes of ValidateStateMachineDefinition (API reference, ValidateStateMachineDefinitionDiagnostic): the 15 errors and 3 warnings
 * that are listed there, and the four about variable names and JSONata expressions that AWS answers as well.
 */
public enum FindingCode {
    INVALID_JSON_DESCRIPTION(Severity.ERROR),
    MISSING_DESCRIPTION(Severity.ERROR),
    SCHEMA_VALIDATION_FAILED(Severity.ERROR),
    INVALID_RESOURCE(Severity.ERROR),
    MISSING_END_STATE(Severity.ERROR),
    DUPLICATE_STATE_NAME(Severity.ERROR),
    INVALID_STATE_NAME(Severity.ERROR),
    STATE_MACHINE_NAME_EMPTY(Severity.ERROR),
    STATE_MACHINE_NAME_INVALID(Severity.ERROR),
    STATE_MACHINE_NAME_TOO_LONG(Severity.ERROR),
    STATE_MACHINE_NAME_ALREADY_EXISTS(Severity.ERROR),
    DUPLICATE_LABEL_NAME(Severity.ERROR),
    INVALID_LABEL_NAME(Severity.ERROR),
    MISSING_TRANSITION_TARGET(Severity.ERROR),
    TOO_DEEPLY_NESTED(Severity.ERROR),
    INVALID_VARIABLE_NAME(Severity.ERROR),
    RESERVED_VARIABLE_NAME(Severity.ERROR),
    INVALID_JSONATA_EXPRESSION(Severity.ERROR),
    UNSUPPORTED_JSONATA_EXPRESSION(Severity.ERROR),
    NO_DOLLAR(Severity.WARNING),
    NO_PATH(Severity.WARNING),
    PASS_RESULT_IS_STATIC(Severity.WARNING);

    private final Severity severity;

    FindingCode(Severity severity) {
        this.severity = severity;
    }

    /** Whether a finding of this code refuses the definition. */
    public Severity severity() {
        return severity;
    }
}
