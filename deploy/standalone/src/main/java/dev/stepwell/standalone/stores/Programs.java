package dev.stepwell.standalone.stores;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The servers' programs, unpacked once from the jars that carry them. A half-unpacked folder never gets its name. */
final class Programs {
    private static final Set<PosixFilePermission> EXECUTABLE = PosixFilePermissions.fromString("rwxr-xr-x");

    private final Path cache;

    /** In the given folder. */
    Programs(Path cache) {
        this.cache = cache;
    }

    /** The folder with PostgreSQL's {@code bin}, {@code lib} and {@code share}. */
    Path postgres() throws IOException {
        String resource = "postgres-" + os() + "-" + (arch().equals("amd64") ? "x86_64" : "arm_64") + ".txz";
        return unpacked("postgres", resource, Programs::untar);
    }

    /** Redis's server program. */
    Path redis() throws IOException {
        String resource = "redis-server-7.0.15-" + os() + "-" + arch();
        return unpacked("redis", resource, (in, folder) -> {
                    Path program = folder.resolve("redis-server");
                    Files.copy(in, program);
                    Files.setPosixFilePermissions(program, EXECUTABLE);
                })
                .resolve("redis-server");
    }

    private Path unpacked(String name, String resource, Unpacker unpacker) throws IOException {
        var url = Programs.class.getResource("/" + resource);
        if (url == null) {
            throw new IOException("no embedded " + name + " for " + os() + " on " + arch()
                    + " is packed here; run your own and give --postgres and --redis");
        }
        // Named by size, so that another version is another folder.
        Path home = cache.resolve(name + "-" + url.openConnection().getContentLengthLong());
        if (Files.isDirectory(home)) {
            return home;
        }
        Files.createDirectories(cache);
        Path fresh = Files.createTempDirectory(cache, name + ".");
        Files.setPosixFilePermissions(fresh, EXECUTABLE);
        try (InputStream in = new BufferedInputStream(url.openStream(), 1 << 16)) {
            unpacker.unpack(in, fresh);
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            delete(fresh);
            if (!Files.isDirectory(home)) { // else another process was quicker
                throw e;
            }
        }
        return home;
    }

    private static void untar(InputStream in, Path folder) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(in))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path to = folder.resolve(entry.getName()).normalize();
                if (!to.startsWith(folder)) {
                    throw new IOException("an entry points out of the archive: " + entry.getName());
                }
                write(tar, entry, to);
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path to) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(to);
            return;
        }
        Files.createDirectories(to.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(to, Path.of(entry.getLinkName()));
            return;
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to), 1 << 16)) {
            tar.transferTo(out);
        }
        if ((entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(to, EXECUTABLE);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static String os() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    }

    private static String arch() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    }

    private interface Unpacker {
        void unpack(InputStream in, Path folder) throws IOException;
    }
}
