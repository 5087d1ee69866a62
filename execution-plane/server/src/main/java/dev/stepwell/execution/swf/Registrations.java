package dev.stepwell.execution.swf;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.engine.decision.ActivityOptions;
import dev.stepwell.engine.decision.Registered;
import dev.stepwell.engine.decision.WorkflowOptions;
import dev.stepwell.engine.workflow.SwfType;
import dev.stepwell.execution.definitions.SwfRegistry;
import dev.stepwell.execution.swf.decisions.DecisionReader;
import dev.stepwell.execution.swf.decisions.RegisteredTypes;

/** What is registered, in the machine's words. Asks the control plane, as far as it is not known; may wait, and throws its refusals. */
record Registrations(SwfRegistry registry) {
    /** A workflow type with its defaults. */
    Registered<WorkflowOptions> workflow(Caller caller, String domain, SwfType type) {
        return RegisteredTypes.workflow(registry.workflowType(caller, domain, type.name(), type.version()));
    }

    /** An activity type with its defaults. */
    Registered<ActivityOptions> activity(Caller caller, String domain, SwfType type) {
        return RegisteredTypes.activity(registry.activityType(caller, domain, type.name(), type.version()));
    }

    /** What is registered in a domain, for whoever reads decisions. */
    DecisionReader.Types in(Caller caller, String domain) {
        return new DecisionReader.Types() {
            @Override
            public Registered<WorkflowOptions> workflow(SwfType type) {
                return Registrations.this.workflow(caller, domain, type);
            }

            @Override
            public Registered<ActivityOptions> activity(SwfType type) {
                return Registrations.this.activity(caller, domain, type);
            }
        };
    }
}
