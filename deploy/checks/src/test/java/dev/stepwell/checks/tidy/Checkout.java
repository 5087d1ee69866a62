package dev.stepwell.checks.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The files of the checkout these tests run in: what git tracks or would, else everything but what builds leave behind. */
final class Checkout {
    private static final Set<String> LEFT_BY_BUILDS = Set.of(".git", "target", "node_modules", ".stepwell", ".idea");

    private Checkout() {}

    /** The folder that holds the root pom: the nearest one above the working directory with {@code api-gateway} in it. */
    static Path root() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("pom.xml")) && Files.isDirectory(at.resolve("api-gateway"))) {
                return at;
            }
        }
        throw new IllegalStateException("not inside a checkout");
    }

    static List<Leaf> read() {
        Path root = root();
        return listed(root).orElseGet(() -> walked(root)).stream()
                .filter(path -> Files.isRegularFile(root.resolve(path)))
                .map(path -> leaf(root, path))
                .toList();
    }

    private static Leaf leaf(Path root, String path) {
        Path file = root.resolve(path);
        try {
            return new Leaf(path, Files.size(file), () -> text(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** What {@code git ls-files} names; empty where there is no git or no repository. */
    private static Optional<List<String>> listed(Path root) {
        try {
            Process git = new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
                    .directory(root.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String out = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return git.waitFor() == 0 && !out.isEmpty() ? Optional.of(List.of(out.split("\0"))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static List<String> walked(Path root) {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(root::relativize)
                    .filter(Checkout::isSource)
                    .map(path -> path.toString().replace('\\', '/'))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSource(Path path) {
        for (Path part : path) {
            if (LEFT_BY_BUILDS.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }
}
