package dev.stepwell.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.control.database.TestPostgres;
import dev.stepwell.control.sealing.MasterKey;
import dev.stepwell.control.statemachines.RunningExecutions;
import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class ControlBeansTest {
    @Test
    void micronautPutsThePlaneTogetherOnAnEmptyDatabase() {
        try (ApplicationContext context = ApplicationContext.builder().build()) {
            context.registerSingleton(DataSource.class, House.pool(TestPostgres.empty()));
            context.registerSingleton(MasterKey.class, MasterKey.random());
            context.registerSingleton(RunningExecutions.class, (RunningExecutions) (t, r, m) -> Set.of());
            context.start();

            assertThat(context.getActiveBeanRegistrations(Upkeep.class))
                    .as("nobody asks for it")
                    .hasSize(1);
            ActionTable actions = context.getBean(ActionTable.class, Qualifiers.byName("control"));
            assertThat(actions.names())
                    .containsExactlyInAnyOrder(
                            "CreateStateMachine",
                            "UpdateStateMachine",
                            "DescribeStateMachine",
                            "ListStateMachines",
                            "DeleteStateMachine",
                            "PublishStateMachineVersion",
                            "ListStateMachineVersions",
                            "DeleteStateMachineVersion",
                            "CreateStateMachineAlias",
                            "DescribeStateMachineAlias",
                            "UpdateStateMachineAlias",
                            "ListStateMachineAliases",
                            "DeleteStateMachineAlias",
                            "ValidateStateMachineDefinition",
                            "CreateActivity",
                            "DescribeActivity",
                            "ListActivities",
                            "DeleteActivity",
                            "TagResource",
                            "UntagResource",
                            "ListTagsForResource",
                            "ResolveStateMachine",
                            "DescribeRevision",
                            "ResolveActivity",
                            "ResolveFunctionEndpoint",
                            "swf.RegisterDomain",
                            "swf.DescribeDomain",
                            "swf.ListDomains",
                            "swf.DeprecateDomain",
                            "swf.UndeprecateDomain",
                            "swf.TagResource",
                            "swf.UntagResource",
                            "swf.ListTagsForResource",
                            "swf.RegisterWorkflowType",
                            "swf.DescribeWorkflowType",
                            "swf.ListWorkflowTypes",
                            "swf.DeprecateWorkflowType",
                            "swf.UndeprecateWorkflowType",
                            "swf.DeleteWorkflowType",
                            "swf.RegisterActivityType",
                            "swf.DescribeActivityType",
                            "swf.ListActivityTypes",
                            "swf.DeprecateActivityType",
                            "swf.UndeprecateActivityType",
                            "swf.DeleteActivityType",
                            "ResolveSwfDomain",
                            "ResolveSwfWorkflowType",
                            "ResolveSwfActivityType",
                            "FindSigningKey",
                            "FindBearerKey",
                            "OpenSession",
                            "FindSession",
                            "CloseSession");
            assertThat(context.getBean(ControlPlane.class).bootstrap().firstStart(c -> {}))
                    .isPresent();
        }
    }
}
