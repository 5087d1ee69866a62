package dev.stepwell.engine.turn;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.json.Json;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value as text, parsed at most once. Two payloads are equal when their texts are: AWS keeps the spacing of what it was
 * given and writes compactly what it makes, and both are visible in histories.
 */
public final class Payload {
    private final String text;
    private @Nullable JsonNode json;
    private int bytes = -1;

    private Payload(String text, @Nullable JsonNode json) {
        this.text = text;
        this.json = json;
    }

    /** The given text, which is known to be JSON. */
    public static Payload of(String text) {
        return new Payload(text, null);
    }

    /** The value written compactly. */
    public static Payload of(JsonNode json) {
        return new Payload(Json.write(json), json);
    }

    /** The array of the given values, each as it is written. */
    public static Payload array(List<Payload> values) {
        StringBuilder text = new StringBuilder("[");
        for (Iterator<Payload> i = values.iterator(); i.hasNext(); ) {
            text.append(i.next().text);
            if (i.hasNext()) {
                text.append(',');
            }
        }
        return of(text.append(']').toString());
    }

    /** This payload if it has the given value already, otherwise that value written compactly: what was not touched keeps its spacing. */
    public Payload with(JsonNode value) {
        return value == json ? this : of(value);
    }

    /** The JSON text. */
    public String text() {
        return text;
    }

    /** The value; always the same object, which nobody may change. */
    public JsonNode json() {
        JsonNode value = json;
        if (value == null) {
            value = Json.parse(text);
            json = value;
        }
        return value;
    }

    /** The size of the text in UTF-8 bytes, which is what the limits count. */
    public int bytes() {
        int known = bytes;
        if (known < 0) {
            known = Json.utf8Length(text);
            bytes = known;
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Payload payload && payload.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
