package dev.stepwell.asl.expression.jsonpath.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepwell.asl.expression.Scope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A path with its root: {@code $.a} in the input, {@code $$.a} in the context object, {@code $name.a} in a variable.
 *
 * <p>Values are shared with what they are read from; nobody may change them.
 */
public final class ScopedPath {
    /** What the path starts from. */
    private enum Root {
        INPUT,
        CONTEXT,
        VARIABLE
    }

    private final String text;
    private final Root root;
    private final String variable;
    private final JsonPath path;

    private ScopedPath(String text, Root root, String variable, JsonPath path) {
        this.text = text;
        this.root = root;
        this.variable = variable;
        this.path = path;
    }

    /**
     * Reads a path.
     *
     * @throws PathSyntaxException when it is none
     */
    public static ScopedPath parse(String text) {
        Prefix prefix = prefix(text, 0);
        if (prefix.end() != text.length()) {
            throw new PathText(text, prefix.end()).error("expected '.' or '['");
        }
        return prefix.path();
    }

    /**
     * Reads the path that starts at a place of a text, such as an argument of an intrinsic call.
     *
     * @throws PathSyntaxException when none does
     */
    public static Prefix prefix(String text, int start) {
        PathText source = new PathText(text, start);
        if (!source.take("$")) {
            throw source.error("it does not start with '$'");
        }
        Root root = source.take("$") ? Root.CONTEXT : Root.INPUT;
        String variable = root == Root.INPUT && Character.isUnicodeIdentifierStart(source.peek())
                ? source.run(Character::isUnicodeIdentifierPart)
                : "";
        JsonPath path = new PathParser(source, 0).steps();
        int end = source.position();
        Root found = variable.isEmpty() ? root : Root.VARIABLE;
        return new Prefix(new ScopedPath(text.substring(start, end), found, variable, path), end);
    }

    /**
     * A path at a place of a text.
     *
     * @param path the path
     * @param end where the text goes on after it
     */
    public record Prefix(ScopedPath path, int end) {}

    /** The path as written. */
    public String text() {
        return text;
    }

    /** The variable it starts from, if it does. */
    public Optional<String> variable() {
        return variable.isEmpty() ? Optional.empty() : Optional.of(variable);
    }

    /** Whether it starts from the state's input. */
    public boolean readsInput() {
        return root == Root.INPUT;
    }

    /** Whether it leads to one value at most; an indefinite path leads to the array of what it finds. */
    public boolean isDefinite() {
        return path.isDefinite();
    }

    /** The value; the array of all values of an indefinite path; null when a definite path leads nowhere. */
    public @Nullable JsonNode read(Scope scope) {
        return read(scope, new Fuel());
    }

    /** The same within an evaluation that is under way. */
    public @Nullable JsonNode read(Scope scope, Fuel fuel) {
        JsonNode document = document(scope);
        if (document != null) {
            return path.read(document, document, fuel);
        }
        return path.isDefinite() ? null : JsonNodeFactory.instance.arrayNode();
    }

    /** What the path is read in; null for a variable that is not there. */
    public @Nullable JsonNode document(Scope scope) {
        return switch (root) {
            case INPUT -> scope.input();
            case CONTEXT -> scope.context().get();
            case VARIABLE -> scope.variables().get(variable);
        };
    }

    /** Why it leads nowhere, in the words of AWS's JSONPath library; empty when it leads somewhere. */
    public Optional<String> whyMissing(Scope scope) {
        JsonNode document = document(scope);
        return document == null
                ? Optional.of("No results for path: $" + variable + path.text().substring(1))
                : path.whyMissing(document);
    }

    /** Whether it leads nowhere only because an array has no element of its last index. */
    public boolean endsBeyondArray(Scope scope) {
        JsonNode document = document(scope);
        return document != null && path.endsBeyondArray(document);
    }

    JsonPath path() {
        return path;
    }
}
