package dev.stepwell.execution.trials;

import dev.stepwell.contracts.calling.Fault;

/** The refusals of TestState in AWS's words. */
final class Refusals {
    private Refusals() {}

    static Fault invalid(String text) {
        return new Fault("ValidationException", text);
    }

    static Fault definition(String text) {
        return new Fault("InvalidDefinition", text);
    }

    static Fault input(String why) {
        return new Fault("InvalidExecutionInput", "Invalid State Machine Execution Input: '" + why + "'");
    }

    static Fault role(String arn) {
        return new Fault("InvalidArn", "Invalid Role Arn: '" + arn + "'");
    }

    static Fault context(String why) {
        return invalid("Invalid Context object provided: " + why);
    }

    /** Something that only a mock makes sense of. */
    static Fault needsMock(String what) {
        return invalid("TestState does not support " + what + " when a mock is not specified.");
    }

    static Fault mockShape(String why) {
        return invalid("Mock result schema validation error: " + why);
    }

    static Fault busy() {
        return new Fault("ThrottlingException", "Rate exceeded");
    }

    static Fault unavailable() {
        return new Fault(
                "ServiceUnavailable", "The service is not able to take the request for the moment; try again.");
    }
}
