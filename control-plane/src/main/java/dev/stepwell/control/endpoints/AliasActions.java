package dev.stepwell.control.endpoints;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Precondition;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineAliasRequest;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineAliasResponse;
import dev.stepwell.contracts.sfn.v1.DeleteStateMachineAliasRequest;
import dev.stepwell.contracts.sfn.v1.DeleteStateMachineAliasResponse;
import dev.stepwell.contracts.sfn.v1.DescribeStateMachineAliasRequest;
import dev.stepwell.contracts.sfn.v1.DescribeStateMachineAliasResponse;
import dev.stepwell.contracts.sfn.v1.ListStateMachineAliasesRequest;
import dev.stepwell.contracts.sfn.v1.ListStateMachineAliasesResponse;
import dev.stepwell.contracts.sfn.v1.RoutingConfigurationListItem;
import dev.stepwell.contracts.sfn.v1.StateMachineAliasListItem;
import dev.stepwell.contracts.sfn.v1.UpdateStateMachineAliasRequest;
import dev.stepwell.contracts.sfn.v1.UpdateStateMachineAliasResponse;
import dev.stepwell.control.aliases.Alias;
import dev.stepwell.control.aliases.Aliases;
import dev.stepwell.control.aliases.Aliases.Listed;
import dev.stepwell.control.aliases.Aliases.Target;
import dev.stepwell.control.paging.Page;
import java.util.List;

/** The actions on aliases of state machines. */
final class AliasActions {
    private final Aliases aliases;

    AliasActions(Aliases aliases) {
        this.aliases = aliases;
    }

    ActionTable table() {
        return ActionTable.builder()
                .add("CreateStateMachineAlias", CreateStateMachineAliasRequest.class, this::create)
                .add("DescribeStateMachineAlias", DescribeStateMachineAliasRequest.class, this::describe)
                .add("UpdateStateMachineAlias", UpdateStateMachineAliasRequest.class, this::update)
                .add("ListStateMachineAliases", ListStateMachineAliasesRequest.class, this::list)
                .add("DeleteStateMachineAlias", DeleteStateMachineAliasRequest.class, this::delete)
                .build();
    }

    private CreateStateMachineAliasResponse create(Caller caller, CreateStateMachineAliasRequest request) {
        Alias made = aliases.create(
                caller,
                request.getName(),
                Translation.present(request.hasDescription(), request.getDescription()),
                targets(request.getRoutingConfigurationList()));
        return CreateStateMachineAliasResponse.newBuilder()
                .setStateMachineAliasArn(made.arn().toString())
                .setCreationDate(Translation.timestamp(made.createdAt()))
                .build();
    }

    private DescribeStateMachineAliasResponse describe(Caller caller, DescribeStateMachineAliasRequest request) {
        return print(aliases.describe(caller, request.getStateMachineAliasArn()));
    }

    private static Precondition<Alias> expected(Caller caller) {
        return Precondition.of(caller, AliasActions::print);
    }

    private static DescribeStateMachineAliasResponse print(Alias found) {
        DescribeStateMachineAliasResponse.Builder answer = DescribeStateMachineAliasResponse.newBuilder()
                .setStateMachineAliasArn(found.arn().toString())
                .setName(found.arn().qualifier().orElseThrow())
                .setCreationDate(Translation.timestamp(found.createdAt()))
                .setUpdateDate(Translation.timestamp(found.updatedAt()));
        if (!found.description().isEmpty()) {
            answer.setDescription(found.description());
        }
        found.routes()
                .forEach(route -> answer.addRoutingConfiguration(RoutingConfigurationListItem.newBuilder()
                        .setStateMachineVersionArn(found.arn()
                                .qualified(Integer.toString(route.version()))
                                .toString())
                        .setWeight(route.weight())));
        return answer.build();
    }

    private UpdateStateMachineAliasResponse update(Caller caller, UpdateStateMachineAliasRequest request) {
        List<Target> targets = targets(request.getRoutingConfigurationList());
        Alias changed = aliases.update(
                caller,
                request.getStateMachineAliasArn(),
                Translation.present(request.hasDescription(), request.getDescription()),
                Translation.present(!targets.isEmpty(), targets),
                expected(caller));
        return UpdateStateMachineAliasResponse.newBuilder()
                .setUpdateDate(Translation.timestamp(changed.updatedAt()))
                .build();
    }

    private ListStateMachineAliasesResponse list(Caller caller, ListStateMachineAliasesRequest request) {
        Page<Listed> page = aliases.list(
                caller,
                request.getStateMachineArn(),
                request.getMaxResults(),
                Translation.present(request.hasNextToken(), request.getNextToken()));
        ListStateMachineAliasesResponse.Builder answer = ListStateMachineAliasesResponse.newBuilder();
        page.items()
                .forEach(alias -> answer.addStateMachineAliases(StateMachineAliasListItem.newBuilder()
                        .setStateMachineAliasArn(alias.arn().toString())
                        .setCreationDate(Translation.timestamp(alias.createdAt()))));
        page.nextToken().ifPresent(answer::setNextToken);
        return answer.build();
    }

    private DeleteStateMachineAliasResponse delete(Caller caller, DeleteStateMachineAliasRequest request) {
        aliases.delete(caller, request.getStateMachineAliasArn(), expected(caller));
        return DeleteStateMachineAliasResponse.getDefaultInstance();
    }

    private static List<Target> targets(List<RoutingConfigurationListItem> items) {
        return items.stream()
                .map(item -> new Target(item.getStateMachineVersionArn(), item.getWeight()))
                .toList();
    }
}
