package dev.stepwell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S25: whatever names, causes and workers' identities hold, an event is one line of the log, and forges none. */
class LogsTest {
    private static final String FORGED = "2026-01-01T00:00:00.000Z ERROR Guard everybody was let in";
    private static final Pattern LINE =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z (WARN |ERROR) LogsTest .*");

    private final LoggerContext logs = new LoggerContext();

    @AfterEach
    void stop() {
        logs.stop();
        System.clearProperty(Logs.FILE);
    }

    /** What ends lines, what terminals obey, what turns the direction: each alone, in front of a forged line, and mixed by chance. */
    private static List<String> hostile() {
        List<String> bad = new ArrayList<>(
                List.of("\r", "\n", "\r\n", "\u0085", "\u2028", "\u2029", "\u000b", "\f", "\0", "\b", "\u007f"));
        bad.addAll(List.of("\u001b[2J", "\u001b[31m", "\u001b]0;title\u0007", "\u009b2J", "\u001b[1A", "\u001b[8m"));
        bad.addAll(List.of(
                "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069", "\u200e",
                "\u200f", "\u061c", "\ufeff", "\u200b"));
        bad.addAll(List.of(
                "\ud800", "\udc00", "%n%n", "{}{}", "${jndi:ldap://127.0.0.1/a}", "\t", "\n\tat java.lang.Object"));
        List<String> all = new ArrayList<>();
        for (String each : bad) {
            all.add(each);
            all.add("order" + each + FORGED);
            all.add(FORGED + each);
        }
        Random random = new Random(25);
        while (all.size() < 200) {
            StringBuilder mixed = new StringBuilder("order");
            for (int i = 0; i < 8; i++) {
                mixed.append(bad.get(random.nextInt(bad.size()))).append(i % 3 == 0 ? FORGED : "x");
            }
            all.add(mixed.toString());
        }
        return all;
    }

    private List<String> logged(Path folder, java.util.function.BiConsumer<Logger, String> how) throws Exception {
        Path file = folder.resolve("log");
        System.setProperty(Logs.FILE, file.toString());
        logs.setMDCAdapter(new LogbackMDCAdapter());
        new Logs().configure(logs);
        Logger logger = logs.getLogger("dev.stepwell.standalone.LogsTest");
        hostile().forEach(said -> how.accept(logger, said));
        logs.stop();
        return Files.readString(file).lines().toList();
    }

    private static void assertPlain(List<String> lines) {
        assertThat(lines)
                .allSatisfy(line -> assertThat(
                                line.codePoints().filter(c -> c != '\t').mapToObj(Character::getType))
                        .noneMatch(type -> type == Character.CONTROL
                                || type == Character.FORMAT
                                || type == Character.LINE_SEPARATOR
                                || type == Character.PARAGRAPH_SEPARATOR));
    }

    @Test
    void whateverIsSaidIsOneLine(@TempDir Path folder) throws Exception {
        List<String> lines = logged(folder, (log, said) -> {
            log.warn("execution {} of worker {} failed", said, said);
            log.warn(said);
        });
        assertThat(hostile()).hasSize(200);
        assertThat(lines)
                .hasSize(2 * hostile().size())
                .allMatch(line -> LINE.matcher(line).matches());
        assertPlain(lines);
        assertThat(lines.get(2)).contains("order\\u000D" + FORGED);
    }

    @Test
    void whateverIsThrownBeginsNoLineOfItsOwn(@TempDir Path folder) throws Exception {
        List<String> lines = logged(
                folder,
                (log, said) -> log.error(
                        "a task failed", new IllegalStateException(said, new IllegalArgumentException(said))));
        assertThat(lines.stream().filter(line -> LINE.matcher(line).matches()))
                .hasSize(hostile().size());
        assertThat(lines.stream().filter(line -> !line.startsWith("\t")))
                .hasSize(hostile().size());
        assertThat(lines.stream().filter(line -> line.startsWith("\tCaused by: ")))
                .hasSize(hostile().size());
        assertPlain(lines);
    }
}
