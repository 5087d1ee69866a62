package dev.stepwell.asl.read;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.expression.Language;
import dev.stepwell.asl.expression.Language.Field;
import dev.stepwell.asl.finding.Written;
import dev.stepwell.asl.model.ItemParts;
import dev.stepwell.asl.model.QueryLanguage;
import java.util.Optional;
import java.util.Set;

/** Reads what only a distributed Map has: ItemReader, ItemBatcher and ResultWriter (developer guide, "Map state in Distributed mode"). */
final class DistributedFields {
    private static final Set<String> READER = Set.of("Resource", "ReaderConfig", "Parameters", "Arguments");
    private static final Set<String> READER_CONFIG = Set.of(
            "InputType",
            "CSVHeaderLocation",
            "CSVHeaders",
            "CSVDelimiter",
            "MaxItems",
            "MaxItemsPath",
            "ItemsPointer",
            "ManifestType",
            "Transformation");
    private static final Set<String> BATCHER = Set.of(
            "MaxItemsPerBatch",
            "MaxItemsPerBatchPath",
            "MaxInputBytesPerBatch",
            "MaxInputBytesPerBatchPath",
            "BatchInput");
    private static final Set<String> WRITER = Set.of("Resource", "WriterConfig", "Parameters", "Arguments");
    private static final Set<String> WRITER_CONFIG = Set.of("OutputType", "Transformation");
    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

    private final QueryLanguage language;
    private final Language expressions;

    DistributedFields(QueryLanguage language) {
        this.language = language;
        this.expressions = Languages.language(language);
    }

    ItemParts read(Written map) {
        return new ItemParts(
                map.object("ItemReader").map(this::reader),
                map.object("ItemBatcher").map(this::batcher),
                map.object("ResultWriter").map(this::writer));
    }

    private ItemParts.Reader reader(Written reader) {
        known(reader, READER);
        reader.require("Resource");
        Optional<String> resource = reader.text("Resource");
        Optional<Written> written = reader.object("ReaderConfig");
        written.ifPresent(config -> {
            known(config, READER_CONFIG);
            oneOf(config, "InputType", "CSV", "JSON", "JSONL", "PARQUET", "MANIFEST");
            oneOf(config, "CSVHeaderLocation", "FIRST_ROW", "GIVEN");
            oneOf(config, "CSVDelimiter", "COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB");
            oneOf(config, "ManifestType", "ATHENA_DATA", "S3_INVENTORY");
            oneOf(config, "Transformation", "NONE", "LOAD_AND_FLATTEN");
            config.elements("CSVHeaders");
        });
        return new ItemParts.Reader(
                resource.orElse(""),
                expressions.value(reader, Field.PART_ARGUMENTS),
                written.flatMap(config -> expressions.value(config, Field.MAX_ITEMS)),
                written.map(Written::node).orElse(NOTHING));
    }

    private ItemParts.Batcher batcher(Written batcher) {
        known(batcher, BATCHER);
        return new ItemParts.Batcher(
                expressions.value(batcher, Field.MAX_ITEMS_PER_BATCH),
                expressions.value(batcher, Field.MAX_INPUT_BYTES_PER_BATCH),
                expressions.value(batcher, Field.BATCH_INPUT));
    }

    private ItemParts.Writer writer(Written writer) {
        known(writer, WRITER);
        Optional<String> resource = writer.text("Resource");
        Optional<Written> written = writer.object("WriterConfig");
        written.ifPresent(config -> {
            known(config, WRITER_CONFIG);
            oneOf(config, "OutputType", "JSON", "JSONL");
            oneOf(config, "Transformation", "NONE", "COMPACT", "FLATTEN");
        });
        return new ItemParts.Writer(
                resource,
                expressions.value(writer, Field.PART_ARGUMENTS),
                written.map(Written::node).orElse(NOTHING));
    }

    private void known(Written object, Set<String> fields) {
        Fields.checkKnown(object, fields);
        Languages.checkFields(object, language);
    }

    private static void oneOf(Written object, String field, String... allowed) {
        object.text(field).ifPresent(value -> Fields.checkOneOf(object, field, value, allowed));
    }
}
