package dev.stepwell.gateway.audit;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.stepwell.contracts.internal.v1.AuditRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Files of records that were not taken down yet, readable by their owner alone. What is written outlives the process however it ends; a
 * file goes when nothing in it is waited for any more. Safe for use by many threads.
 */
final class Spool {
    private static final int SEGMENT_BYTES = 1 << 20;
    private static final String SUFFIX = ".audit";

    private final Path folder;
    private final Map<Long, Integer> waiting = new TreeMap<>();
    private long segment;
    private RandomAccessFile file;
    private boolean written;

    private Spool(Path folder, long segment) throws IOException {
        this.folder = folder;
        this.segment = segment;
        this.file = open(folder, segment);
    }

    /**
     * What was found in a folder.
     *
     * @param spool writes on, in a file of its own
     * @param left records that a process before left behind, each as it was last written; forget their files by {@link #forget}
     */
    record Found(Spool spool, List<AuditRecord> left, List<Path> files) {
        /** The records that were left are taken down. */
        void forget() {
            for (Path file : files) {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** Opens a folder, which is made when it is not there. */
    static Found open(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        TreeMap<Long, Path> files = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : entries) {
                String name = file.getFileName().toString();
                files.put(Long.parseLong(name.substring(0, name.length() - SUFFIX.length())), file);
            }
        }
        Map<String, AuditRecord> left = new LinkedHashMap<>();
        for (Path file : files.values()) {
            read(file, left);
        }
        long next = files.isEmpty() ? 1 : files.lastKey() + 1;
        return new Found(new Spool(folder, next), List.copyOf(left.values()), List.copyOf(files.values()));
    }

    /** A record that the end of its process cut short was answered to nobody. */
    private static void read(Path file, Map<String, AuditRecord> left) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            AuditRecord record = AuditRecord.parseDelimitedFrom(in);
            while (record != null) {
                left.put(record.getRequestId(), record);
                record = AuditRecord.parseDelimitedFrom(in);
            }
        } catch (InvalidProtocolBufferException cutShort) {
            // The whole ones before it are read.
        }
    }

    /** Writes a record, and waits for it; the file that it is in, until {@link #release}. */
    synchronized long write(AuditRecord record) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(record.getSerializedSize() + 4);
            record.writeDelimitedTo(bytes);
            if (file.getFilePointer() > SEGMENT_BYTES) {
                file.getFD().sync();
                file.close();
                file = open(folder, ++segment);
            }
            file.write(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        written = true;
        waiting.merge(segment, 1, Integer::sum);
        return segment;
    }

    /** One record of a file is not waited for any more. */
    synchronized void release(long of) {
        waiting.merge(of, -1, Integer::sum);
    }

    /** Makes what was written outlive the machine's power, and lets go of files in which nothing is waited for. */
    void tidy() {
        force();
        letGo();
    }

    /** Nobody who writes waits for it. */
    private void force() {
        RandomAccessFile current;
        long number;
        synchronized (this) {
            if (!written) {
                return;
            }
            written = false;
            current = file;
            number = segment;
        }
        try {
            current.getFD().sync();
        } catch (IOException e) {
            synchronized (this) {
                if (number == segment) {
                    throw new UncheckedIOException(e);
                }
                // It was full meanwhile, and was forced before it was closed.
            }
        }
    }

    private synchronized void letGo() {
        try {
            List<Long> done = waiting.entrySet().stream()
                    .filter(file -> file.getValue() == 0)
                    .map(Map.Entry::getKey)
                    .toList();
            for (long each : done) {
                waiting.remove(each);
                if (each == segment) {
                    file.setLength(0);
                    file.seek(0);
                } else {
                    Files.deleteIfExists(file(folder, each));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void close() {
        tidy();
        end();
    }

    private synchronized void end() {
        try {
            boolean empty = file.getFilePointer() == 0;
            file.close();
            if (empty) {
                Files.deleteIfExists(file(folder, segment));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Not a channel: that would be closed for everybody when a thread is interrupted that writes. */
    private static RandomAccessFile open(Path folder, long segment) throws IOException {
        return new RandomAccessFile(Files.createFile(file(folder, segment)).toFile(), "rw");
    }

    private static Path file(Path folder, long segment) {
        return folder.resolve(segment + SUFFIX);
    }
}
