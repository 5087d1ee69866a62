package dev.stepwell.standalone.planes;

import dev.stepwell.execution.node.ExecutionNode;
import dev.stepwell.execution.turns.Committer;
import io.micronaut.context.annotation.Requires;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import jakarta.inject.Singleton;
import java.util.Map;

/** What the execution node of this process has committed since its start: counts only, of all tenants together. */
@Singleton
@Requires(property = Roles.EXECUTION, value = "true")
final class ExecutionIndicator extends AbstractHealthIndicator<Map<String, Object>> {
    private final ExecutionNode node;

    ExecutionIndicator(ExecutionNode node) {
        this.node = node;
    }

    @Override
    protected Map<String, Object> getHealthInformation() {
        healthStatus = HealthStatus.UP;
        Committer.Counts counts = node.shell().committer().counts();
        return Map.of(
                "groups", counts.groups(),
                "turns", counts.turns(),
                "staleTurns", counts.stale(),
                "groupsInDoubt", counts.doubts());
    }

    @Override
    protected String getName() {
        return "execution";
    }
}
