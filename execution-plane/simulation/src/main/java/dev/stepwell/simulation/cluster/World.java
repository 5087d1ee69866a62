package dev.stepwell.simulation.cluster;

import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.tokens.TaskTokens;
import dev.stepwell.simulation.audit.JournalAudit;
import dev.stepwell.simulation.audit.Ledger;
import dev.stepwell.simulation.audit.Violations;
import dev.stepwell.simulation.audit.WorkflowAudit;
import dev.stepwell.simulation.audit.WorkflowLedger;
import dev.stepwell.simulation.world.SimNet;
import dev.stepwell.simulation.world.SimQueue;
import dev.stepwell.simulation.world.Surroundings;
import java.util.random.RandomGenerator;

/**
 * Everything that the parts of one simulation share.
 *
 * @param around time, weather, trace and marks
 * @param store the one store, without the ways to it
 * @param journal sees every commit of a state machine's execution
 * @param ledger what was promised to clients
 * @param machines what executions of state machines run
 * @param workflows sees every commit of a workflow's run
 * @param promises what was promised to deciders and workers of workflows
 * @param programs what all executions run
 */
record World(
        Scenario scenario,
        Surroundings around,
        Store store,
        SimNet net,
        SimQueue queue,
        TaskTokens tokens,
        JournalAudit journal,
        Ledger ledger,
        Violations violations,
        Machines machines,
        WorkflowAudit workflows,
        WorkflowLedger promises,
        Workflows programs) {

    RandomGenerator random(String part) {
        return scenario.seeds.of(part);
    }

    Surroundings drawing(String part) {
        return around.drawing(random(part));
    }
}
