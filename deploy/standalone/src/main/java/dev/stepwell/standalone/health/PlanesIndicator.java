package dev.stepwell.standalone.health;

import dev.stepwell.standalone.Options;
import dev.stepwell.standalone.Role;
import dev.stepwell.standalone.neighbours.Neighbours;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which of the planes in other processes do not answer. A gateway can do nothing without them and is down; the planes go on without
 * each other.
 */
@Singleton
final class PlanesIndicator extends AbstractHealthIndicator<Map<String, Object>> {
    private final Neighbours neighbours;
    private final boolean needed;

    PlanesIndicator(Neighbours neighbours, Options options) {
        this.neighbours = neighbours;
        this.needed = options.roles().contains(Role.GATEWAY);
    }

    @Override
    protected Map<String, Object> getHealthInformation() {
        Map<String, Object> missing = new LinkedHashMap<>();
        neighbours.missing().forEach((plane, why) -> missing.put(plane.toString(), why));
        healthStatus = missing.isEmpty() || !needed ? HealthStatus.UP : HealthStatus.DOWN;
        return Map.of("missing", missing);
    }

    @Override
    protected String getName() {
        return "planes";
    }
}
