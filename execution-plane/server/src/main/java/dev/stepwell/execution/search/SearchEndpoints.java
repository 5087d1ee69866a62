package dev.stepwell.execution.search;

import dev.stepwell.asl.expression.jsonpath.path.PathSyntaxException;
import dev.stepwell.asl.expression.jsonpath.path.ReferencePath;
import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.platform.v1.GetSearchAttributesRequest;
import dev.stepwell.contracts.platform.v1.GetSearchAttributesResponse;
import dev.stepwell.contracts.platform.v1.PutSearchAttributesRequest;
import dev.stepwell.contracts.platform.v1.PutSearchAttributesResponse;
import dev.stepwell.contracts.platform.v1.SearchAttribute;
import dev.stepwell.execution.definitions.Definitions;
import dev.stepwell.execution.endpoints.Arns;
import dev.stepwell.execution.endpoints.Faults;
import dev.stepwell.execution.endpoints.Waits;
import dev.stepwell.execution.search.SearchSettings.Attribute;
import dev.stepwell.execution.search.SearchSettings.Setting;
import dev.stepwell.names.Arn;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** PutSearchAttributes and GetSearchAttributes. */
public final class SearchEndpoints {
    /** A tenant may have so many machines of which something is indexed. */
    private static final int MOST_MACHINES = 1_000;

    private static final String OUTPUT = "OUTPUT";

    private final SearchSettings settings;
    private final Definitions definitions;

    /** Endpoints in front of settings. */
    public SearchEndpoints(SearchSettings settings, Definitions definitions) {
        this.settings = settings;
        this.definitions = definitions;
    }

    /** The public actions, by their names in the contract. */
    public ActionTable actions() {
        return ActionTable.builder()
                .add("PutSearchAttributes", PutSearchAttributesRequest.class, this::put)
                .add("GetSearchAttributes", GetSearchAttributesRequest.class, this::get)
                .build();
    }

    private PutSearchAttributesResponse put(Caller caller, PutSearchAttributesRequest request) {
        String machine = machine(caller, request.getStateMachineArn());
        Set<String> names = new HashSet<>();
        for (SearchAttribute attribute : request.getAttributesList()) {
            check(attribute);
            if (!names.add(attribute.getName())) {
                throw Faults.validation("There are two attributes of the name '" + attribute.getName() + "'.");
            }
        }
        List<Attribute> attributes = request.getAttributesList().stream()
                .map(each -> new Attribute(
                        each.getName(), each.getPath(), each.getSource().equals(OUTPUT)))
                .toList();
        if (attributes.isEmpty() && !request.getPayloadText()) {
            Waits.read(() -> {
                settings.remove(caller.tenant(), machine);
                return true;
            });
        } else if (!Waits.read(() -> settings.put(
                caller.tenant(), new Setting(machine, attributes, request.getPayloadText()), MOST_MACHINES))) {
            throw new Fault(
                    "ServiceQuotaExceededException",
                    "The limit of " + MOST_MACHINES + " state machines with search attributes has been reached.");
        }
        return PutSearchAttributesResponse.getDefaultInstance();
    }

    private static void check(SearchAttribute attribute) {
        try {
            if (ReferencePath.parse(attribute.getPath()).scoped().readsInput()) {
                return;
            }
        } catch (PathSyntaxException e) {
            // The refusal below says it all.
        }
        throw Faults.validation("The path of the attribute '" + attribute.getName()
                + "' is not a reference path such as $.order.id: '" + attribute.getPath() + "'");
    }

    private GetSearchAttributesResponse get(Caller caller, GetSearchAttributesRequest request) {
        String machine = machine(caller, request.getStateMachineArn());
        Optional<Setting> setting = Waits.read(() -> settings.of(caller.tenant(), machine));
        GetSearchAttributesResponse.Builder answer = GetSearchAttributesResponse.newBuilder()
                .setPayloadText(setting.map(Setting::words).orElse(false));
        setting.map(Setting::attributes)
                .orElse(List.of())
                .forEach(each -> answer.addAttributes(SearchAttribute.newBuilder()
                        .setName(each.name())
                        .setPath(each.path())
                        .setSource(each.ofOutput() ? OUTPUT : "INPUT")));
        return answer.build();
    }

    /** Its ARN without version and alias. */
    private String machine(Caller caller, String text) {
        Arn.StateMachine arn = Arns.stateMachine(text);
        if (!Arns.isHere(caller, arn)) {
            throw Faults.noStateMachine(text);
        }
        definitions.resolve(caller, text);
        return arn.unqualified().toString();
    }
}
