package dev.stepwell.asl.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.expression.Expression;
import dev.stepwell.asl.expression.Language;
import dev.stepwell.asl.expression.Language.Field;
import dev.stepwell.asl.expression.Shaping;
import dev.stepwell.asl.finding.FindingCode;
import dev.stepwell.asl.finding.Written;
import dev.stepwell.asl.model.ItemParts;
import dev.stepwell.asl.model.Processor;
import dev.stepwell.asl.model.QueryLanguage;
import dev.stepwell.asl.model.State;
import dev.stepwell.asl.model.ToleratedFailure;
import dev.stepwell.names.NameRules;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what only a Map has: its processor, its items, how many at once and how many may fail. */
final class MapReader {
    private static final Set<String> PROCESSOR_FIELDS = Set.of("ProcessorConfig", "StartAt", "States", "Comment");
    private static final Set<String> DISTRIBUTED_CONFIG = Set.of("Mode", "ExecutionType");
    private static final Set<String> INLINE_CONFIG = Set.of("Mode");
    private static final List<String> DISTRIBUTED_ONLY = List.of("ItemReader", "ItemBatcher", "ResultWriter");
    private static final int MAX_LABEL_LENGTH = 40;

    private final Written state;
    private final Scene scene;
    private final Language language;

    MapReader(Written state, Scene scene, Language language) {
        this.state = state;
        this.scene = scene;
        this.language = language;
    }

    Optional<State> read(String name, QueryLanguage queryLanguage, Shaping shaping, Optional<String> next) {
        StaticHints.inTemplate(state, "ItemSelector");
        Optional<Expression> items = language.value(state, Field.ITEMS);
        Optional<Expression> selector = language.value(state, Field.ITEM_SELECTOR);
        Optional<Expression> concurrency = language.value(state, Field.MAX_CONCURRENCY);
        ToleratedFailure tolerated = new ToleratedFailure(
                language.value(state, Field.TOLERATED_FAILURE_COUNT),
                language.value(state, Field.TOLERATED_FAILURE_PERCENTAGE));
        Optional<String> label = label();
        Optional<Processor> processor =
                state.exactlyOne("ItemProcessor", "Iterator") ? processor(label, queryLanguage) : Optional.empty();
        Recovery recovery = new Recovery(state, name, scene, language);
        var retry = recovery.retry();
        var catches = recovery.catches();
        if (items.isEmpty() || processor.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new State.MapState(
                name,
                queryLanguage,
                shaping,
                items.get(),
                selector,
                concurrency,
                tolerated,
                processor.get(),
                retry,
                catches,
                next));
    }

    private Optional<String> label() {
        Optional<String> label = state.text("Label");
        label.ifPresent(text -> {
            if (text.length() > MAX_LABEL_LENGTH) {
                invalidLabel("Label exceeds the " + MAX_LABEL_LENGTH + "-character limit allowed by the service");
            } else if (!NameRules.isValid(text)) {
                invalidLabel(text.isEmpty() ? "Label cannot be empty" : "Label contains invalid characters");
            }
            scene.reading().takeLabel(text, state);
        });
        return label;
    }

    private void invalidLabel(String fault) {
        state.report(FindingCode.INVALID_LABEL_NAME, "Invalid Label name: " + fault, state.at("Label"));
    }

    private Optional<Processor> processor(Optional<String> label, QueryLanguage queryLanguage) {
        return state.object(state.has("ItemProcessor") ? "ItemProcessor" : "Iterator")
                .flatMap(written -> {
                    Fields.checkKnown(written, PROCESSOR_FIELDS);
                    Optional<Written> config = written.object("ProcessorConfig");
                    boolean distributed =
                            config.flatMap(this::mode).orElse("INLINE").equals("DISTRIBUTED");
                    return distributed
                            ? distributed(written, config.get(), label, queryLanguage)
                            : inline(written, config);
                });
    }

    private Optional<String> mode(Written config) {
        return config.text("Mode").filter(mode -> Fields.checkOneOf(config, "Mode", mode, "INLINE", "DISTRIBUTED"));
    }

    private Optional<Processor> inline(Written written, Optional<Written> config) {
        config.ifPresent(c -> Fields.checkKnown(c, INLINE_CONFIG));
        for (String field : DISTRIBUTED_ONLY) {
            if (state.has(field)) {
                state.report("Field '" + field + "' is only supported when the 'Mode' is 'DISTRIBUTED'");
            }
        }
        return FlowReader.read(written, scene.reading(), scene.nesting().inner())
                .map(Processor.Inline::new);
    }

    private Optional<Processor> distributed(
            Written written, Written config, Optional<String> label, QueryLanguage queryLanguage) {
        Fields.checkKnown(config, DISTRIBUTED_CONFIG);
        if (scene.nesting().express()) {
            config.reportAt(
                    "Mode",
                    "The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines");
        }
        config.require("ExecutionType");
        ItemParts parts = new DistributedFields(queryLanguage).read(state);
        boolean express = config.text("ExecutionType")
                .filter(type -> Fields.checkOneOf(config, "ExecutionType", type, "STANDARD", "EXPRESS"))
                .filter("EXPRESS"::equals)
                .isPresent();
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        for (String field : DISTRIBUTED_ONLY) {
            state.value(field).filter(JsonNode::isObject).ifPresent(setting -> settings.set(field, setting));
        }
        return FlowReader.read(written, scene.reading(), scene.nesting().child(express))
                .map(flow -> new Processor.Distributed(flow, express, label, parts, settings));
    }
}
