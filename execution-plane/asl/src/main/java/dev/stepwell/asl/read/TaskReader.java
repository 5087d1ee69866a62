package dev.stepwell.asl.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.Expression;
import dev.stepwell.asl.expression.Language;
import dev.stepwell.asl.expression.Language.Field;
import dev.stepwell.asl.expression.Shaping;
import dev.stepwell.asl.finding.Written;
import dev.stepwell.asl.model.QueryLanguage;
import dev.stepwell.asl.model.State;
import dev.stepwell.asl.model.TaskResource;
import dev.stepwell.asl.model.TaskResource.Pattern;
import dev.stepwell.names.NameRules;
import java.util.Optional;

/** Reads what only a Task has: its Resource, its times and its Credentials. */
final class TaskReader {
    private static final int MAX_ARN_LENGTH = 2000;

    private final Written state;
    private final Scene scene;
    private final Language language;

    TaskReader(Written state, Scene scene, Language language) {
        this.state = state;
        this.scene = scene;
        this.language = language;
    }

    Optional<State> read(String name, QueryLanguage queryLanguage, Shaping shaping, Optional<String> next) {
        state.require("Resource");
        StaticHints.inTemplate(state, "Parameters");
        Optional<TaskResource> resource = state.text("Resource").flatMap(this::resource);
        resource.ifPresent(r -> checkUse(r, queryLanguage));
        Optional<Expression> timeout = language.value(state, Field.TIMEOUT_SECONDS);
        Optional<Expression> heartbeat = language.value(state, Field.HEARTBEAT_SECONDS);
        Optional<Expression> role = state.object("Credentials").flatMap(this::role);
        Recovery recovery = new Recovery(state, name, scene, language);
        var retry = recovery.retry();
        var catches = recovery.catches();
        return resource.map(
                r -> new State.Task(name, queryLanguage, shaping, r, timeout, heartbeat, role, retry, catches, next));
    }

    private Optional<TaskResource> resource(String arn) {
        if (!arn.startsWith("arn:") || arn.length() > MAX_ARN_LENGTH) {
            state.reportAt("Resource", "Value is not a valid resource ARN");
            return Optional.empty();
        }
        TaskResource resource = TaskResource.of(arn);
        boolean known = switch (resource) {
            case TaskResource.Activity activity -> NameRules.isValid(lastPart(activity.arn()));
            case TaskResource.Function function -> function.arn().split(":", -1).length <= 8;
            case TaskResource.Service service ->
                Integrations.exists(service.service(), service.action(), service.pattern());
        };
        if (!known) {
            state.reportAt(
                    "Resource",
                    "The resource provided " + arn + " is not recognized. The value is not a valid resource ARN, or the"
                            + " resource is not available in this region.");
            return Optional.empty();
        }
        return Optional.of(resource);
    }

    private static String lastPart(String arn) {
        return arn.split(":", 7)[6];
    }

    private void checkUse(TaskResource resource, QueryLanguage queryLanguage) {
        switch (resource) {
            case TaskResource.Activity activity -> {
                if (scene.nesting().express()) {
                    state.reportAt("Resource", "Express state machine does not support Activity ARN");
                }
                if (state.has("Credentials")) {
                    state.reportAt("Credentials", "The field 'Credentials' is not supported for activities");
                }
            }
            case TaskResource.Function function -> {}
            case TaskResource.Service service -> {
                if (scene.nesting().express() && service.pattern() != Pattern.REQUEST_RESPONSE) {
                    String suffix = service.pattern() == Pattern.SYNC ? ".sync" : ".waitForTaskToken";
                    state.reportAt(
                            "Resource", "Express state machine does not support '" + suffix + "' service integration ");
                }
                checkParameters(service, queryLanguage == QueryLanguage.JSONPATH ? "Parameters" : "Arguments");
            }
        }
    }

    private void checkParameters(TaskResource.Service service, String field) {
        if (!state.has(field)) {
            state.report(field + " field is required for resource ARN: " + service.arn());
            return;
        }
        if (field.equals("Arguments")
                && state.value(field).filter(JsonNode::isTextual).isPresent()) {
            return; // an expression: what it gives is seen when it is evaluated
        }
        state.object(field).ifPresent(parameters -> {
            for (String required : Integrations.required(service.service(), service.action())) {
                if (parameters.present(required, required + ".$") == 0) {
                    parameters.report("The field '" + required + "' is required but was missing");
                }
            }
        });
    }

    private Optional<Expression> role(Written credentials) {
        if (credentials.present("RoleArn", "RoleArn.$") == 0) {
            credentials.report("The field 'RoleArn' is required but was missing");
            return Optional.empty();
        }
        return language.value(credentials, Field.ROLE_ARN);
    }
}
