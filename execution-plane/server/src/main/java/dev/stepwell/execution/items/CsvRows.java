package dev.stepwell.execution.items;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.json.HashOrder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** The rows of a CSV as items (developer guide, "ReaderConfig"): objects of strings, named by the header. */
final class CsvRows {
    private final ByteRun bytes;
    private final int delimiter;

    CsvRows(ByteRun bytes, JsonNode config) {
        this.bytes = bytes;
        this.delimiter = switch (config.path("CSVDelimiter").asText("COMMA")) {
            case "PIPE" -> '|';
            case "SEMICOLON" -> ';';
            case "SPACE" -> ' ';
            case "TAB" -> '\t';
            default -> ',';
        };
    }

    /** The names of the columns: given, or the first row. */
    List<String> header(JsonNode config) throws IOException {
        skipMark();
        List<String> header = new ArrayList<>();
        if (config.path("CSVHeaderLocation").asText().equals("GIVEN")) {
            config.path("CSVHeaders").forEach(name -> header.add(name.asText()));
        } else {
            row().ifPresent(header::addAll);
        }
        if (new HashSet<>(header).size() < header.size()) {
            throw new ReaderFailure("CSV headers cannot contain duplicates.");
        }
        return header;
    }

    /** The next item: its members in the order of a Java map, as AWS has them; empty cells for what is missing (recorded). */
    Optional<JsonNode> item(List<String> header) throws IOException {
        return row().map(row -> {
            ObjectNode item = JsonNodeFactory.instance.objectNode();
            for (String name : HashOrder.of(header)) {
                int column = header.indexOf(name);
                item.put(name, column < row.size() ? row.get(column) : "");
            }
            return item;
        });
    }

    /** A row that is not empty; at the end there is none. */
    private Optional<List<String>> row() throws IOException {
        while (bytes.peek() >= 0) {
            List<String> row = new ArrayList<>();
            row.add(cell());
            while (bytes.peek() == delimiter) {
                bytes.take();
                row.add(cell());
            }
            if (bytes.peek() == '\r') {
                bytes.take();
            }
            if (bytes.peek() == '\n') {
                bytes.take();
            }
            if (row.size() > 1 || !row.getFirst().isEmpty()) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    /** One cell; within quotes, two quotes stand for one, and everything else for itself. */
    private String cell() throws IOException {
        ByteArrayOutputStream cell = new ByteArrayOutputStream();
        boolean quoted = false;
        for (int b = bytes.peek(); b >= 0; b = bytes.peek()) {
            if (!quoted && (b == delimiter || b == '\n' || b == '\r')) {
                break;
            }
            bytes.take();
            if (b != '"') {
                ByteRun.add(cell, b);
            } else if (quoted && bytes.peek() == '"') {
                bytes.take();
                ByteRun.add(cell, b);
            } else {
                quoted = !quoted;
            }
        }
        return cell.toString(StandardCharsets.UTF_8);
    }

    /** A byte order mark is no part of the first name. */
    private void skipMark() throws IOException {
        if (bytes.peek() == 0xEF) {
            bytes.take();
            bytes.take();
            bytes.take();
        }
    }
}
