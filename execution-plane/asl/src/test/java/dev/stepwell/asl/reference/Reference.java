package dev.stepwell.asl.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.json.JsonSyntaxException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The reference implementation, as a process of node that answers line by line. */
final class Reference implements AutoCloseable {
    private static final Path FOLDER = Path.of("src/test/reference");

    private final Process process;
    private final PrintWriter questions;
    private final BufferedReader answers;

    private Reference() throws IOException {
        process = new ProcessBuilder("node", "--max-old-space-size=512", "answers.mjs")
                .directory(FOLDER.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        questions = new PrintWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The reference, where it is installed ({@code npm ci} in its folder) and there is a node to run it. */
    static Optional<Reference> installed() {
        if (!Files.isDirectory(FOLDER.resolve("node_modules/jsonata"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Reference());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Its answer; empty when it has none that can be told, such as half of a surrogate pair, or has died of the question. */
    Optional<String> answer(String expression, JsonNode input) {
        if (!process.isAlive()) {
            return Optional.empty();
        }
        questions.println(Json.write(JsonNodeFactory.instance
                .objectNode()
                .put("expression", expression)
                .<com.fasterxml.jackson.databind.node.ObjectNode>set("input", input)));
        questions.flush();
        try {
            String line = answers.readLine();
            return line == null ? Optional.empty() : Optional.of(Answer.theirs(Json.parse(line)));
        } catch (JsonSyntaxException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        questions.close();
        process.destroy();
    }
}
