package dev.stepwell.execution.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.google.protobuf.ByteString;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.expression.jsonpath.path.ReferencePath;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.search.SearchIndex.Entry;
import dev.stepwell.execution.search.SearchSettings.Attribute;
import dev.stepwell.execution.search.SearchSettings.Setting;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What goes into the index of an execution as it is. */
final class Entries {
    private Entries() {}

    static Entry of(ExecutionRow row, Setting setting) {
        Map<String, ByteString> attributes = new TreeMap<>();
        for (Attribute attribute : setting.attributes()) {
            Optional<Payload> source = attribute.ofOutput() ? row.output() : Optional.of(row.input());
            source.flatMap(payload -> value(attribute, payload.json()))
                    .ifPresent(value -> attributes.put(attribute.name(), value));
        }
        return new Entry(attributes, setting.words() ? Optional.of(words(row)) : Optional.empty());
    }

    /** The path is a reference path, so it spends no more steps than it has. */
    private static Optional<ByteString> value(Attribute attribute, JsonNode document) {
        Scope scope = new Scope(document, NullNode::getInstance, Map.of(), new SplittableRandom(0), Instant.EPOCH);
        @Nullable
        JsonNode value = ReferencePath.parse(attribute.path()).scoped().read(scope);
        return Optional.ofNullable(value).flatMap(IndexValue::of);
    }

    private static Set<String> words(ExecutionRow row) {
        Set<String> words = new LinkedHashSet<>();
        Words.addTo(words, row.input().json());
        row.output().ifPresent(output -> Words.addTo(words, output.json()));
        return words;
    }
}
