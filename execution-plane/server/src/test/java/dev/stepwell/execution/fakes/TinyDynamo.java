package dev.stepwell.execution.fakes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A DynamoDB of somebody else's making, as a process of node that keeps everything in memory. */
public final class TinyDynamo implements AutoCloseable {
    private static final Path FOLDER = Path.of("src/test/services");

    private final Process process;
    private final URI endpoint;

    private TinyDynamo() throws IOException {
        process = new ProcessBuilder("node", "dynamodb.mjs")
                .directory(FOLDER.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        endpoint = URI.create("http://127.0.0.1:" + said.readLine());
    }

    /** One, where it is installed ({@code npm ci} in its folder). */
    public static Optional<TinyDynamo> installed() {
        if (!Files.isDirectory(FOLDER.resolve("node_modules/dynalite"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TinyDynamo());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
