package dev.stepwell.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.control.database.TestPostgres;
import dev.stepwell.control.sealing.MasterKey;
import dev.stepwell.control.statemachines.RunningExecutions;
import dev.stepwell.control.tenants.TenantData;
import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class ControlBeansTest {
    private static final String ACTIONS = """
            CreateStateMachine UpdateStateMachine DescribeStateMachine ListStateMachines DeleteStateMachine
            PublishStateMachineVersion ListStateMachineVersions DeleteStateMachineVersion CreateStateMachineAlias
            DescribeStateMachineAlias UpdateStateMachineAlias ListStateMachineAliases DeleteStateMachineAlias
            ValidateStateMachineDefinition CreateActivity DescribeActivity ListActivities DeleteActivity TagResource
            UntagResource ListTagsForResource ResolveStateMachine DescribeRevision ResolveActivity
            ResolveFunctionEndpoint FindSigningKey FindBearerKey FindEndedKeys CreateTenant ListTenants GetTenant
            RenameTenant SuspendTenant ResumeTenant DeleteTenant CreateTenantKey ListTenantKeys RevokeTenantKey
            RotateTenantKey CreateKey ListKeys RevokeKey RotateKey RecordAudit ListAuditEvents ListTenantAuditEvents
            OpenSession FindSession CloseSession""";

    @Test
    void micronautPutsThePlaneTogetherOnAnEmptyDatabase() {
        try (ApplicationContext context = ApplicationContext.builder().build()) {
            context.registerSingleton(DataSource.class, House.pool(TestPostgres.empty()));
            context.registerSingleton(MasterKey.class, MasterKey.random());
            context.registerSingleton(RunningExecutions.class, (RunningExecutions) (t, r, m) -> Set.of());
            context.registerSingleton(TenantData.class, (TenantData) tenant -> 0);
            context.start();

            assertThat(context.getActiveBeanRegistrations(Upkeep.class))
                    .as("nobody asks for it")
                    .hasSize(1);
            ActionTable actions = context.getBean(ActionTable.class, Qualifiers.byName("control"));
            assertThat(actions.names()).containsExactlyInAnyOrder(ACTIONS.split("\\s+"));
            assertThat(context.getBean(ControlPlane.class).bootstrap().firstStart(c -> {}))
                    .isPresent();
        }
    }
}
