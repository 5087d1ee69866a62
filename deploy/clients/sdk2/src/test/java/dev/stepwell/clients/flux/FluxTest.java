package dev.stepwell.clients.flux;

import static org.assertj.core.api.Assertions.assertThat;

import com.danielgmyers.flux.FluxCapacitor;
import com.danielgmyers.flux.clients.swf.FluxCapacitorFactory;
import com.danielgmyers.metrics.recorders.NoopMetricRecorderFactory;
import dev.stepwell.clients.OneServer;
import dev.stepwell.clients.Runs;
import dev.stepwell.clients.Tenant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.swf.SwfClient;
import software.amazon.awssdk.services.swf.model.EventType;

/** Flux 2.1.0, unmodified: its deciders, its workers, and how they retry. */
@ExtendWith(OneServer.class)
class FluxTest {
    private static final String DOMAIN = "flux";

    @Test
    void threeSteps(Tenant tenant) {
        FluxCapacitor flux = FluxCapacitorFactory.create(
                new NoopMetricRecorderFactory(),
                tenant.keys(),
                tenant.region().id(),
                tenant.endpoint().toString(),
                DOMAIN);
        flux.initialize(List.of(new Delivery()));
        try (SwfClient swf = tenant.swf()) {
            String runId = flux.executeWorkflow(Delivery.class, "delivery", Map.of(Delivery.ARTICLE, "tea"))
                    .getWorkflowInfo()
                    .getExecutionId();
            Runs.Run run = new Runs(swf, DOMAIN).of("delivery", runId);
            assertThat(run.closed().eventType()).isEqualTo(EventType.WORKFLOW_EXECUTION_COMPLETED);
            assertThat(run.count(EventType.TIMER_FIRED)).isEqualTo(1);
            assertThat(run.of(EventType.ACTIVITY_TASK_SCHEDULED))
                    .extracting(event -> event.activityTaskScheduledEventAttributes()
                            .activityType()
                            .name())
                    .containsExactly("Delivery.Pack", "Delivery.Weigh", "Delivery.Weigh", "Delivery.Ship");
            assertThat(run.of(EventType.ACTIVITY_TASK_COMPLETED))
                    .last()
                    .extracting(event ->
                            event.activityTaskCompletedEventAttributes().result())
                    .asString()
                    .contains("parcel of tea, weighed and shipped");
        } finally {
            flux.shutdown();
        }
    }
}
