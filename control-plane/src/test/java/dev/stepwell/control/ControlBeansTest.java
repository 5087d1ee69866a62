package dev.stepwell.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FileDescriptor;
import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.events.v1.EventBridgeOuterClass;
import dev.stepwell.contracts.options.v1.Options;
import dev.stepwell.contracts.options.v1.Plane;
import dev.stepwell.contracts.platform.v1.Audit;
import dev.stepwell.contracts.platform.v1.AwsServicesOuterClass;
import dev.stepwell.contracts.platform.v1.KeysOuterClass;
import dev.stepwell.contracts.platform.v1.MockProfilesOuterClass;
import dev.stepwell.contracts.platform.v1.ObservationOuterClass;
import dev.stepwell.contracts.platform.v1.TenantsOuterClass;
import dev.stepwell.contracts.sfn.v1.StepFunctionsOuterClass;
import dev.stepwell.contracts.swf.v1.SimpleWorkflowOuterClass;
import dev.stepwell.control.database.TestPostgres;
import dev.stepwell.control.domains.ClosedRuns;
import dev.stepwell.control.sealing.MasterKey;
import dev.stepwell.control.sealing.MasterKeys;
import dev.stepwell.control.statemachines.RunningExecutions;
import dev.stepwell.control.tenants.TenantData;
import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class ControlBeansTest {
    /** What the other planes ask. */
    private static final List<String> INTERNAL = List.of(
            "ResolveStateMachine",
            "DescribeRevision",
            "ResolveActivity",
            "ResolveFunctionEndpoint",
            "ResolveSwfDomain",
            "ResolveSwfWorkflowType",
            "ResolveSwfActivityType",
            "FindSigningKey",
            "FindBearerKey",
            "OpenSession",
            "FindSession",
            "CloseSession",
            "FindEndedKeys",
            "RecordAudit",
            "DescribeQuotas",
            "ReportQuotaUse",
            "ReportThrottling",
            "ShareQuotas",
            "ResolveConnection",
            "ResolveAwsService",
            "ResolveMockProfile",
            "DescribeMockRevision",
            "ClaimIdempotencyKey",
            "KeepIdempotentAnswer",
            "FreeIdempotencyKey");

    @Test
    void micronautPutsThePlaneTogetherOnAnEmptyDatabase() {
        try (ApplicationContext context = ApplicationContext.builder().build()) {
            context.registerSingleton(DataSource.class, House.pool(TestPostgres.empty()));
            context.registerSingleton(MasterKeys.class, MasterKeys.of(MasterKey.random()));
            context.registerSingleton(RunningExecutions.class, (RunningExecutions) (t, r, m) -> Set.of());
            context.registerSingleton(TenantData.class, (TenantData) tenant -> 0);
            context.registerSingleton(ClosedRuns.class, (ClosedRuns) (tenant, region, days) -> 0);
            context.start();

            assertThat(context.getActiveBeanRegistrations(Upkeep.class))
                    .as("nobody asks for it")
                    .hasSize(1);
            ActionTable actions = context.getBean(ActionTable.class, Qualifiers.byName("control"));
            assertThat(actions.names())
                    .containsExactlyInAnyOrderElementsOf(Stream.of(
                                    ofThisPlane(StepFunctionsOuterClass.getDescriptor()),
                                    ofThisPlane(SimpleWorkflowOuterClass.getDescriptor()),
                                    ofThisPlane(EventBridgeOuterClass.getDescriptor()),
                                    ofThisPlane(AwsServicesOuterClass.getDescriptor()),
                                    ofThisPlane(MockProfilesOuterClass.getDescriptor()),
                                    ofThisPlane(ObservationOuterClass.getDescriptor()),
                                    ofThisPlane(TenantsOuterClass.getDescriptor()),
                                    ofThisPlane(KeysOuterClass.getDescriptor()),
                                    ofThisPlane(Audit.getDescriptor()),
                                    INTERNAL.stream())
                            .flatMap(names -> names)
                            .toList());
            assertThat(context.getBean(ControlPlane.class).bootstrap().firstStart(c -> {}))
                    .isPresent();
        }
    }

    /** The actions that the contract says are this plane's. */
    private static Stream<String> ofThisPlane(FileDescriptor file) {
        return file.getServices().stream()
                .flatMap(service -> service.getMethods().stream()
                        .filter(rpc ->
                                rpc.getOptions().getExtension(Options.action).getPlane() == Plane.PLANE_CONTROL)
                        .map(rpc -> service.getOptions()
                                        .getExtension(Options.service)
                                        .getActionPrefix()
                                + rpc.getName()));
    }
}
