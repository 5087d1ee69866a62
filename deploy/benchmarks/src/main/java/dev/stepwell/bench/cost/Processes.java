package dev.stepwell.bench.cost;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** CPU time of processes by what they are for, from {@code /proc}; children that have ended count for who waited for them. */
public final class Processes {
    private static final double TICKS = 100;
    private static final Path PROC = Path.of("/proc");

    private final Map<String, Long> roots = new LinkedHashMap<>();
    private final Set<String> alone = new HashSet<>();

    /** Counts that process and all its descendants from now on. */
    public Processes with(String name, long pid) {
        roots.put(name, pid);
        return this;
    }

    /** Counts that process without its descendants from now on. */
    public Processes alone(String name, long pid) {
        alone.add(name);
        return with(name, pid);
    }

    /** CPU seconds so far, by name. */
    public Map<String, Double> seconds() {
        Map<Long, Stat> all = all();
        Map<String, Double> seconds = new LinkedHashMap<>();
        roots.forEach((name, pid) -> {
            double ticks = 0;
            for (Map.Entry<Long, Stat> each : all.entrySet()) {
                if (each.getKey().equals(pid)) {
                    ticks += each.getValue().own + (alone.contains(name) ? 0 : each.getValue().waited);
                } else if (!alone.contains(name) && descends(each.getKey(), pid, all)) {
                    ticks += each.getValue().own;
                }
            }
            seconds.put(name, ticks / TICKS);
        });
        return seconds;
    }

    /** The process whose command line has this in it. */
    public static long find(String words) throws IOException {
        for (long pid : pids()) {
            try {
                String command =
                        Files.readString(PROC.resolve(Long.toString(pid)).resolve("cmdline"));
                if (command.replace('\0', ' ').contains(words)) {
                    return pid;
                }
            } catch (IOException e) {
                continue; // it has ended
            }
        }
        throw new IOException("no process is called " + words);
    }

    private static boolean descends(long pid, long from, Map<Long, Stat> all) {
        for (Stat stat = all.get(pid); stat != null; stat = all.get(stat.parent)) {
            if (stat.parent == from) {
                return true;
            }
        }
        return false;
    }

    private record Stat(long parent, long own, long waited) {}

    private static Map<Long, Stat> all() {
        Map<Long, Stat> all = new LinkedHashMap<>();
        for (long pid : pids()) {
            try {
                String text = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
                String[] f = text.substring(text.lastIndexOf(')') + 2).split(" ");
                all.put(
                        pid,
                        new Stat(
                                Long.parseLong(f[1]),
                                Long.parseLong(f[11]) + Long.parseLong(f[12]),
                                Long.parseLong(f[13]) + Long.parseLong(f[14])));
            } catch (IOException e) {
                continue; // it has ended
            }
        }
        return all;
    }

    private static List<Long> pids() {
        List<Long> pids = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            entries.forEach(entry -> pids.add(Long.parseLong(entry.getFileName().toString())));
        } catch (IOException e) {
            throw new IllegalStateException("there is no /proc to read", e);
        }
        return pids;
    }
}
