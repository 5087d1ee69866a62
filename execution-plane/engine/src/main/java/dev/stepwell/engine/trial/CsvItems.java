package dev.stepwell.engine.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The rows of a CSV text as items (developer guide, "ReaderConfig"): objects of strings, named by the header. */
final class CsvItems {
    /** A short text can have many columns and many rows. */
    private static final long MAX_CELLS = 1_000_000;

    private final String text;
    private final char delimiter;
    private int at;

    private CsvItems(String text, char delimiter) {
        this.text = text;
        this.delimiter = delimiter;
    }

    static List<JsonNode> of(JsonNode config, String text) {
        List<List<String>> rows = new CsvItems(text, delimiter(config)).rows();
        List<String> header = new ArrayList<>();
        config.path("CSVHeaders").forEach(name -> header.add(name.asText()));
        boolean given = config.path("CSVHeaderLocation").asText().equals("GIVEN");
        if (!given && !rows.isEmpty()) {
            header.clear();
            header.addAll(rows.removeFirst());
        }
        if ((long) header.size() * rows.size() > MAX_CELLS) {
            throw ReaderData.failure("The data has more than " + MAX_CELLS + " cells.");
        }
        return rows.stream().map(row -> item(header, row)).toList();
    }

    private static char delimiter(JsonNode config) {
        return switch (config.path("CSVDelimiter").asText("COMMA")) {
            case "PIPE" -> '|';
            case "SEMICOLON" -> ';';
            case "SPACE" -> ' ';
            case "TAB" -> '\t';
            default -> ',';
        };
    }

    private static JsonNode item(List<String> header, List<String> row) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < header.size(); i++) {
            item.put(header.get(i), i < row.size() ? row.get(i) : "");
        }
        return item;
    }

    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        while (at < text.length()) {
            List<String> row = row();
            if (row.size() > 1 || !row.getFirst().isEmpty()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private List<String> row() {
        List<String> row = new ArrayList<>();
        row.add(cell());
        while (at < text.length() && text.charAt(at) == delimiter) {
            at++;
            row.add(cell());
        }
        if (at < text.length() && text.charAt(at) == '\r') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '\n') {
            at++;
        }
        return row;
    }

    /** One cell; within quotes, two quotes stand for one, and everything else for itself. */
    private String cell() {
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"' && quoted && at + 1 < text.length() && text.charAt(at + 1) == '"') {
                cell.append(c);
                at++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == delimiter || c == '\n' || c == '\r')) {
                break;
            } else {
                cell.append(c);
            }
        }
        return cell.toString();
    }
}
