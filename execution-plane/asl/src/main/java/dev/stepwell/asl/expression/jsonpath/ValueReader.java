package dev.stepwell.asl.expression.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepwell.asl.expression.Expression;
import dev.stepwell.asl.expression.Language.Field;
import dev.stepwell.asl.expression.Timestamps;
import dev.stepwell.asl.expression.jsonpath.path.PathSyntaxException;
import dev.stepwell.asl.expression.jsonpath.path.ReferencePath;
import dev.stepwell.asl.expression.jsonpath.path.ScopedPath;
import dev.stepwell.asl.finding.Written;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Reads the fields that are written out or have a Path twin. */
final class ValueReader {
    /** The largest number of seconds AWS takes. */
    private static final long MAX_SECONDS = 99_999_999;

    private static final long MAX_COUNT = Integer.MAX_VALUE;

    private final Written owner;

    ValueReader(Written owner) {
        this.owner = owner;
    }

    Optional<Expression> read(Field field) {
        return switch (field) {
            case SECONDS -> integer("Seconds", 0, MAX_SECONDS, PathValue.Seconds::new);
            case TIMESTAMP -> timestamp();
            case TIMEOUT_SECONDS -> positive("TimeoutSeconds");
            case HEARTBEAT_SECONDS -> positive("HeartbeatSeconds");
            case ERROR -> text("Error", "ErrorPath");
            case CAUSE -> text("Cause", "CausePath");
            case ROLE_ARN -> text("RoleArn", "RoleArn.$");
            case ITEMS -> items();
            case ITEM_SELECTOR -> itemSelector();
            case MAX_CONCURRENCY -> count("MaxConcurrency");
            case TOLERATED_FAILURE_COUNT -> count("ToleratedFailureCount");
            case TOLERATED_FAILURE_PERCENTAGE -> percentage();
            case PART_ARGUMENTS ->
                JsonPathLanguage.template(owner, "Parameters").map(Bounded::new);
            case MAX_ITEMS -> count("MaxItems");
            case MAX_ITEMS_PER_BATCH -> count("MaxItemsPerBatch");
            case MAX_INPUT_BYTES_PER_BATCH -> count("MaxInputBytesPerBatch");
            case BATCH_INPUT -> JsonPathLanguage.template(owner, "BatchInput").map(Bounded::new);
        };
    }

    private Optional<Expression> positive(String name) {
        return integer(name, 1, MAX_SECONDS, path -> new PathValue.PositiveSeconds(path, name + "Path"));
    }

    private Optional<Expression> count(String name) {
        return integer(name, 0, MAX_COUNT, path -> new PathValue.Count(path, name));
    }

    private Optional<Expression> integer(String name, long min, long max, Function<ScopedPath, Expression> byPath) {
        owner.atMostOne(name, name + "Path");
        if (!owner.has(name)) {
            return path(name + "Path").map(byPath);
        }
        OptionalLong value = owner.integer(name, min, max);
        return value.isEmpty()
                ? Optional.empty()
                : Optional.of(Expression.constant(LongNode.valueOf(value.getAsLong())));
    }

    private Optional<Expression> percentage() {
        String name = "ToleratedFailurePercentage";
        owner.atMostOne(name, name + "Path");
        Optional<JsonNode> written = owner.value(name);
        if (written.isEmpty()) {
            return path(name + "Path").map(PathValue.Percentage::new);
        }
        JsonNode value = written.get();
        if (!value.isNumber()) {
            owner.reportAt(name, "Expected value of type Integer");
        } else if (value.doubleValue() < 0) {
            owner.reportAt(name, "Minimum value is 0");
        } else if (value.doubleValue() > 100) {
            owner.reportAt(name, "Maximum value is 100");
        }
        return Optional.of(Expression.constant(value));
    }

    private Optional<Expression> timestamp() {
        Optional<String> written = owner.text("Timestamp");
        if (written.isEmpty()) {
            return path("TimestampPath").map(PathValue.Timestamp::new);
        }
        if (Timestamps.strict(written.get()).isEmpty()) {
            owner.reportAt("Timestamp", "String does not match RFC3339 timestamp");
        }
        return written.map(TextNode::valueOf).map(Expression::constant);
    }

    private Optional<Expression> text(String name, String pathName) {
        owner.atMostOne(name, pathName);
        if (owner.has(name)) {
            return owner.text(name).map(TextNode::valueOf).map(Expression::constant);
        }
        return owner.text(pathName).flatMap(source -> {
            Optional<Expression> dynamic = Dynamic.read(TextNode.valueOf(source), pathName);
            if (dynamic.isEmpty()) {
                owner.report("The value for the field '" + pathName
                        + "' must be a valid JSONPath or a valid intrinsic function call");
            }
            return dynamic.map(expression -> new PathValue.Text(expression, pathName, source));
        });
    }

    private Optional<Expression> items() {
        String path = owner.has("ItemsPath") ? owner.text("ItemsPath").orElse("$") : "$";
        try {
            return Optional.of(new PathValue.Items(ReferencePath.parse(path)));
        } catch (PathSyntaxException e) {
            owner.reportAt("ItemsPath", e.text());
            return Optional.empty();
        }
    }

    private Optional<Expression> itemSelector() {
        owner.atMostOne("ItemSelector", "Parameters");
        String field = owner.has("ItemSelector") ? "ItemSelector" : "Parameters";
        return JsonPathLanguage.template(owner, field).map(Bounded::new);
    }

    private Optional<ScopedPath> path(String field) {
        return owner.text(field).flatMap(text -> {
            try {
                return Optional.of(ScopedPath.parse(text));
            } catch (PathSyntaxException e) {
                owner.reportAt(field, "Value must be a valid JSONPath.");
                return Optional.empty();
            }
        });
    }
}
