package dev.stepwell.contracts.quotas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** AWS's own quotas by their names, from {@code aws.txt}, which is the one place where they stand. */
public final class AwsQuotas {
    private static final Map<String, Long> HIGHEST = new HashMap<>();
    private static final Map<String, Quota> ALL = read();

    private AwsQuotas() {}

    /** All of them, in the order of the file. What is not among them is not limited. */
    public static Map<String, Quota> all() {
        return ALL;
    }

    /** The most of something that is counted; the name must be one of the file's. */
    public static long most(String name) {
        if (ALL.get(name) instanceof Quota.Most most) {
            return most.count();
        }
        throw new IllegalArgumentException(name + " is nothing that is counted");
    }

    /** To what a quota may be raised: everything that is kept of one execution must fit into memory. */
    public static long highest(String name) {
        return HIGHEST.getOrDefault(name, Quota.LARGEST);
    }

    private static Map<String, Quota> read() {
        try (InputStream file = AwsQuotas.class.getResourceAsStream("aws.txt")) {
            if (file == null) {
                throw new IllegalStateException("aws.txt is missing");
            }
            Map<String, Quota> quotas = new LinkedHashMap<>();
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" +"))
                    .forEach(words -> {
                        if (quotas.put(words[1], quota(words)) != null) {
                            throw new IllegalStateException(words[1] + " stands twice in aws.txt");
                        }
                        if (words[0].equals("most") && words.length > 3) {
                            HIGHEST.put(words[1], Long.parseLong(words[3]));
                        }
                    });
            return Collections.unmodifiableMap(quotas);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Quota quota(String[] words) {
        return switch (words[0]) {
            case "bucket" -> new Quota.Bucket(Long.parseLong(words[2]), Long.parseLong(words[3]));
            case "most" -> new Quota.Most(Long.parseLong(words[2]));
            default -> throw new IllegalStateException("aws.txt says " + words[0]);
        };
    }
}
