package dev.stepwell.execution.items;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepwell.engine.maprun.MapOrder;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads on from a cursor, once: an ItemReader of a Map over an object store. */
final class ItemReader {
    private static final String GET = "arn:aws:states:::s3:getObject";
    private static final String LIST = "arn:aws:states:::s3:listObjectsV2";

    /** About how many bytes of items are brought at once. */
    private static final long BYTES = 1 << 20;

    private final TenantObjects objects;
    private final MapOrder.Reader reader;
    private final JsonNode config;

    ItemReader(TenantObjects objects, MapOrder.Reader reader) {
        this.objects = objects;
        this.reader = reader;
        this.config = reader.config();
    }

    /** What brings the next item; empty at the end. */
    @FunctionalInterface
    private interface Next {
        Optional<JsonNode> item() throws IOException;
    }

    Input.ItemsRead read(String from, int most) {
        try {
            return switch (reader.resource()) {
                case GET -> get(from, most);
                case LIST -> list(from, most);
                default -> throw new ReaderFailure("No items can be read by " + reader.resource() + " here.");
            };
        } catch (IOException e) {
            throw new ReaderFailure("The object could not be read: " + e.getMessage());
        }
    }

    private Input.ItemsRead get(String from, int most) throws IOException {
        return switch (config.path("InputType").asText("JSON")) {
            case "JSON" -> json(from, most);
            case "JSONL" -> lines(from, most);
            case "CSV" -> csv(from, most);
            default ->
                throw new ReaderFailure(
                        "Items of the type " + config.path("InputType").asText() + " cannot be read here.");
        };
    }

    private TenantObjects.Opened open(long at, Optional<String> version) {
        return objects.open(argument("Bucket"), argument("Key"), at, version);
    }

    private String argument(String name) {
        JsonNode value = reader.arguments().path(name);
        if (!value.isTextual()) {
            throw new ReaderFailure("The ItemReader names no " + name + ".");
        }
        return value.textValue();
    }

    private Input.ItemsRead json(String from, int most) throws IOException {
        Cursor start = from.isEmpty() ? arrayStart() : Cursor.of(from);
        TenantObjects.Opened opened = open(start.at(), Optional.of(start.version()));
        try (InputStream in = opened.bytes()) {
            ByteRun bytes = new ByteRun(in, start.at());
            return gathered(from, most, bytes, start, () -> JsonPieces.element(bytes));
        }
    }

    private Cursor arrayStart() throws IOException {
        TenantObjects.Opened opened = open(0, Optional.empty());
        try (InputStream in = opened.bytes()) {
            long at = JsonPieces.arrayIn(in, config.path("ItemsPointer").asText(""));
            return new Cursor(at, opened.version(), List.of());
        }
    }

    private Input.ItemsRead lines(String from, int most) throws IOException {
        Optional<Cursor> start = from.isEmpty() ? Optional.empty() : Optional.of(Cursor.of(from));
        TenantObjects.Opened opened = open(start.map(Cursor::at).orElse(0L), start.map(Cursor::version));
        try (InputStream in = opened.bytes()) {
            ByteRun bytes = new ByteRun(in, start.map(Cursor::at).orElse(0L));
            Cursor at = new Cursor(bytes.at(), opened.version(), List.of());
            return gathered(from, most, bytes, at, () -> JsonPieces.line(bytes));
        }
    }

    private Input.ItemsRead csv(String from, int most) throws IOException {
        Optional<Cursor> start = from.isEmpty() ? Optional.empty() : Optional.of(Cursor.of(from));
        TenantObjects.Opened opened = open(start.map(Cursor::at).orElse(0L), start.map(Cursor::version));
        try (InputStream in = opened.bytes()) {
            ByteRun bytes = new ByteRun(in, start.map(Cursor::at).orElse(0L));
            CsvRows rows = new CsvRows(bytes, config);
            List<String> header = start.isPresent() ? start.get().header() : rows.header(config);
            Cursor at = new Cursor(bytes.at(), opened.version(), header);
            return gathered(from, most, bytes, at, () -> rows.item(header));
        }
    }

    private static Input.ItemsRead gathered(String from, int most, ByteRun bytes, Cursor start, Next next)
            throws IOException {
        List<Payload> items = new ArrayList<>();
        long size = 0;
        Optional<JsonNode> item = Optional.empty();
        while (items.size() < most && size < BYTES) {
            item = next.item();
            if (item.isEmpty()) {
                break;
            }
            Payload payload = Payload.of(item.get());
            items.add(payload);
            size += payload.bytes();
        }
        boolean last = item.isEmpty();
        return new Input.ItemsRead(from, new Cursor(bytes.at(), start.version(), start.header()).text(), items, last);
    }

    private Input.ItemsRead list(String from, int most) {
        TenantObjects.Listing listing = objects.list(
                argument("Bucket"),
                reader.arguments().path("Prefix").asText(""),
                from.isEmpty() ? Optional.empty() : Optional.of(from),
                most);
        List<TenantObjects.Entry> entries =
                listing.entries().stream().limit(most).toList();
        List<Payload> items = entries.stream().map(ItemReader::listed).toList();
        boolean last = !listing.more() && entries.size() == listing.entries().size();
        return new Input.ItemsRead(
                from, entries.isEmpty() ? from : entries.getLast().key(), items, last);
    }

    /** An object as AWS lists it for a Map. */
    private static Payload listed(TenantObjects.Entry entry) {
        return Payload.of(JsonNodeFactory.instance
                .objectNode()
                .put("Etag", entry.version())
                .put("Key", entry.key())
                .put("LastModified", entry.modified().getEpochSecond())
                .put("Size", entry.size())
                .put("StorageClass", entry.storageClass()));
    }
}
