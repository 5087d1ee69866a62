package dev.stepwell.asl.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.finding.Written;
import dev.stepwell.asl.model.QueryLanguage;
import java.util.Set;

/**
 * Checks what only a distributed Map has: ItemReader, ItemBatcher and ResultWriter (developer guide, "Map state in Distributed mode").
 * Their payload templates are checked where they are evaluated.
 */
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

    private final QueryLanguage language;

    DistributedFields(QueryLanguage language) {
        this.language = language;
    }

    /** Reports what is wrong in the three fields of a Map, as far as they are there. */
    void check(Written map) {
        map.object("ItemReader").ifPresent(this::reader);
        map.object("ItemBatcher").ifPresent(this::batcher);
        map.object("ResultWriter").ifPresent(this::writer);
    }

    private void reader(Written reader) {
        known(reader, READER);
        reader.require("Resource");
        reader.text("Resource");
        reader.object("ReaderConfig").ifPresent(config -> {
            known(config, READER_CONFIG);
            oneOf(config, "InputType", "CSV", "JSON", "JSONL", "PARQUET", "MANIFEST");
            oneOf(config, "CSVHeaderLocation", "FIRST_ROW", "GIVEN");
            oneOf(config, "CSVDelimiter", "COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB");
            oneOf(config, "ManifestType", "ATHENA_DATA", "S3_INVENTORY");
            oneOf(config, "Transformation", "NONE", "LOAD_AND_FLATTEN");
            config.elements("CSVHeaders");
            count(config, "MaxItems");
        });
    }

    private void batcher(Written batcher) {
        known(batcher, BATCHER);
        count(batcher, "MaxItemsPerBatch");
        count(batcher, "MaxInputBytesPerBatch");
    }

    private void writer(Written writer) {
        known(writer, WRITER);
        writer.text("Resource");
        writer.object("WriterConfig").ifPresent(config -> {
            known(config, WRITER_CONFIG);
            oneOf(config, "OutputType", "JSON", "JSONL");
            oneOf(config, "Transformation", "NONE", "COMPACT", "FLATTEN");
        });
    }

    private void known(Written object, Set<String> fields) {
        Fields.checkKnown(object, fields);
        Languages.checkFields(object, language);
    }

    private static void oneOf(Written object, String field, String... allowed) {
        object.text(field).ifPresent(value -> Fields.checkOneOf(object, field, value, allowed));
    }

    /** Written out, by a path, or in JSONata by an expression. */
    private void count(Written object, String field) {
        object.atMostOne(field, field + "Path");
        boolean computed = language == QueryLanguage.JSONATA
                && object.value(field).filter(JsonNode::isTextual).isPresent();
        if (!computed) {
            object.integer(field, 0, Integer.MAX_VALUE);
        }
    }
}
