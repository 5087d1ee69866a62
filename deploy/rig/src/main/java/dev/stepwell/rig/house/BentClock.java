package dev.stepwell.rig.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** A wall clock that is not the machine's, for one process: libfaketime reads from a file how far it is off. Its monotonic clock is the machine's. */
public record BentClock(Path file) {
    /** Debian's library; the one for programs of many threads. */
    public static final Path LIBRARY = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");

    /** A clock that is right, until it is told otherwise. */
    public static BentClock in(Path folder) {
        BentClock clock = new BentClock(folder.resolve("clock"));
        clock.jump("+0");
        return clock;
    }

    /** Shows another time from now on, within a second: the machine's plus so much, such as {@code +3600} or {@code -1d}. */
    public void jump(String offset) {
        Path next = file.resolveSibling("clock.next");
        try {
            Files.writeString(next, offset + "\n");
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                LIBRARY.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                file.toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1");
    }
}
