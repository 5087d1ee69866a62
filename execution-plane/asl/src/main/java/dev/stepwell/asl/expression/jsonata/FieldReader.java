package dev.stepwell.asl.expression.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepwell.asl.expression.Expression;
import dev.stepwell.asl.expression.Language.Field;
import dev.stepwell.asl.expression.Timestamps;
import dev.stepwell.asl.finding.Written;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Reads the fields that are written out or computed by an expression. */
final class FieldReader {
    /** The largest number of seconds AWS takes. */
    private static final long MAX_SECONDS = 99_999_999;

    private final Written owner;

    FieldReader(Written owner) {
        this.owner = owner;
    }

    Optional<Expression> read(Field field) {
        return switch (field) {
            case SECONDS -> whole("Seconds", 0, MAX_SECONDS);
            case TIMESTAMP -> timestamp();
            case TIMEOUT_SECONDS -> whole("TimeoutSeconds", 1, MAX_SECONDS);
            case HEARTBEAT_SECONDS -> whole("HeartbeatSeconds", 1, MAX_SECONDS);
            case ERROR -> text("Error", Place.ofState(owner, "Error", Place.Offers.NOTHING_ELSE));
            case CAUSE -> text("Cause", Place.ofState(owner, "Cause", Place.Offers.NOTHING_ELSE));
            case ROLE_ARN -> text("RoleArn", Place.ofPart(owner, "RoleArn", Place.Offers.NOTHING_ELSE));
            case ITEMS -> items();
            case ITEM_SELECTOR -> owner.value("ItemSelector").map(this::selector);
            case MAX_CONCURRENCY -> whole("MaxConcurrency", 0, Integer.MAX_VALUE);
            case TOLERATED_FAILURE_COUNT -> whole("ToleratedFailureCount", 0, Integer.MAX_VALUE);
            case TOLERATED_FAILURE_PERCENTAGE -> percentage();
            case PART_ARGUMENTS -> part("Arguments");
            case MAX_ITEMS -> wholePart("MaxItems");
            case MAX_ITEMS_PER_BATCH -> wholePart("MaxItemsPerBatch");
            case MAX_INPUT_BYTES_PER_BATCH -> wholePart("MaxInputBytesPerBatch");
            case BATCH_INPUT -> part("BatchInput");
        };
    }

    private Optional<Expression> whole(String name, long min, long max) {
        return whole(name, min, max, place(name));
    }

    private Optional<Expression> wholePart(String name) {
        return whole(name, 0, Integer.MAX_VALUE, Place.ofPart(owner, name, Place.Offers.NOTHING_ELSE));
    }

    private Optional<Expression> part(String name) {
        Place place = Place.ofPart(owner, name, Place.Offers.NOTHING_ELSE);
        return owner.value(name).map(written -> new FieldValue.Any(TemplateReader.read(written, place)));
    }

    private Optional<Expression> whole(String name, long min, long max, Place place) {
        return owner.value(name).flatMap(written -> {
            if (TemplateReader.isExpression(written)) {
                return computed(written, place, computed -> new FieldValue.Whole(computed, min));
            }
            OptionalLong value = owner.integer(name, min, max);
            return value.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Expression.constant(LongNode.valueOf(value.getAsLong())));
        });
    }

    private Optional<Expression> percentage() {
        String name = "ToleratedFailurePercentage";
        return owner.value(name).flatMap(written -> {
            if (TemplateReader.isExpression(written)) {
                return computed(written, place(name), FieldValue.Percentage::new);
            }
            if (!written.isNumber()) {
                owner.reportAt(name, "Expected value of type Integer");
            } else if (written.doubleValue() < 0) {
                owner.reportAt(name, "Minimum value is 0");
            } else if (written.doubleValue() > 100) {
                owner.reportAt(name, "Maximum value is 100");
            }
            return Optional.of(Expression.constant(written));
        });
    }

    private Optional<Expression> timestamp() {
        return owner.value("Timestamp").flatMap(written -> {
            if (TemplateReader.isExpression(written)) {
                return computed(written, place("Timestamp"), FieldValue.Timestamp::new);
            }
            Optional<String> text = owner.text("Timestamp");
            if (text.filter(t -> Timestamps.strict(t).isEmpty()).isPresent()) {
                owner.reportAt("Timestamp", "String does not match RFC3339 timestamp");
            }
            return text.map(TextNode::valueOf).map(Expression::constant);
        });
    }

    private Optional<Expression> text(String name, Place place) {
        return owner.value(name)
                .flatMap(written -> TemplateReader.isExpression(written)
                        ? computed(written, place, FieldValue.Text::new)
                        : owner.text(name).map(TextNode::valueOf).map(Expression::constant));
    }

    private Optional<Expression> items() {
        Optional<JsonNode> written = owner.value("Items");
        if (written.isEmpty()) {
            return Optional.of(new FieldValue.InputItems());
        }
        if (TemplateReader.isExpression(written.get())) {
            return computed(written.get(), place("Items"), FieldValue.Items::new);
        }
        if (!written.get().isArray()) {
            owner.reportAt("Items", "Expected value of type Array");
            return Optional.empty();
        }
        return Optional.of(new FieldValue.Any(TemplateReader.read(written.get(), place("Items"))));
    }

    private Expression selector(JsonNode written) {
        return new FieldValue.Any(TemplateReader.read(written, place("ItemSelector")));
    }

    private Place place(String field) {
        return Place.ofState(owner, field, Place.Offers.NOTHING_ELSE);
    }

    private static Optional<Expression> computed(
            JsonNode written, Place place, Function<Computed, Expression> expression) {
        return TemplateReader.expression(written, place) instanceof Computed computed
                ? Optional.of(expression.apply(computed))
                : Optional.empty();
    }
}
