package dev.stepwell.control.sealing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The file of an installation's master keys, mode 0600, a key a line: {@code NUMBER BASE64 SINCE}. The first key of an installation is
 * number 1 and may stand there without number and time. Numbers are never used twice, as tokens name the key they were sealed under.
 */
public final class MasterKeyFile {
    private final Path file;

    private MasterKeyFile(Path file) {
        this.file = file;
    }

    /**
     * A master key of the file.
     *
     * @param number what tokens know it by, from 1
     * @param key the key
     * @param since from when on it seals; before, it only opens
     */
    public record Entry(int number, MasterKey key, Instant since) {}

    /** The file, with a new key when there was none. */
    public static MasterKeyFile openOrCreate(Path file) throws IOException {
        if (!Files.exists(file)) {
            MasterKey.loadOrCreate(file);
        }
        return open(file);
    }

    /** The file, which must be there. */
    public static MasterKeyFile open(Path file) throws IOException {
        MasterKeyFile opened = new MasterKeyFile(file);
        opened.read();
        return opened;
    }

    /** What it holds now, the oldest key first; throws {@link IllegalArgumentException} when that is nothing, or not readable. */
    public List<Entry> read() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank()) {
                entries.add(entry(line.strip()));
            }
        }
        long numbers = entries.stream().map(Entry::number).distinct().count();
        if (entries.isEmpty() || numbers < entries.size()) {
            throw new IllegalArgumentException(file + " holds no master key, or two of one number");
        }
        return List.copyOf(entries);
    }

    private static Entry entry(String line) {
        String[] words = line.split("\\s+");
        try {
            return switch (words.length) {
                case 1 -> new Entry(1, MasterKey.parse(words[0]), Instant.EPOCH);
                case 3 -> new Entry(Integer.parseInt(words[0]), MasterKey.parse(words[1]), Instant.parse(words[2]));
                default -> throw new IllegalArgumentException("a line of a master key file is NUMBER BASE64 SINCE");
            };
        } catch (NumberFormatException | DateTimeException e) {
            // Without the cause, which would quote what stands there.
            throw new IllegalArgumentException("a line of a master key file is NUMBER BASE64 SINCE");
        }
    }

    /** When it was last changed: what tells readers to read it again. */
    FileTime changed() throws IOException {
        return Files.getLastModifiedTime(file);
    }

    /** Adds a new key, which seals from a time on. The file is replaced as a whole: readers see it before or after. */
    public Entry add(Instant since) throws IOException {
        List<Entry> entries = new ArrayList<>(read());
        int last = entries.stream().mapToInt(Entry::number).max().orElseThrow();
        Entry added = new Entry(last + 1, MasterKey.random(), since);
        entries.add(added);
        StringBuilder text = new StringBuilder();
        for (Entry entry : entries) {
            text.append(entry.number())
                    .append(' ')
                    .append(entry.key().text())
                    .append(' ')
                    .append(entry.since())
                    .append('\n');
        }
        Path draft = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                ".master-key",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(draft, text);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
        return added;
    }
}
